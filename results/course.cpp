#include "results/course.hpp"

#include <cmath>

#include "results/sparkline.hpp"
#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

/// Wide enough for a step or a slope, narrow enough to stand beside the figures.
constexpr std::size_t kCourseColumns = 8;

/// Of ln time: what a held clock or a neighbour costs. Single stretches of a calm case differ by 2 to 3 %.
constexpr double kCourseRange = 0.05;

}  // namespace

std::vector<double> course_of(std::span<const double> times) {
  if (times.size() < 2) return {};
  const std::vector<std::size_t> begins = columns_of_series(times.size(), {}, kCourseColumns);
  std::vector<double> course;
  for (std::size_t i = 0; i + 1 < begins.size(); ++i)
    course.push_back(std::log(median(times.subspan(begins[i], begins[i + 1] - begins[i]))));
  return course;
}

std::string draw_course(std::span<const double> course) {
  return sparkline(course, {}, kCourseColumns, kCourseRange);
}

}  // namespace gpubench::results

// What a history says, in words that text and Markdown share.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "results/trend/show_trend.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

std::string signed_percent(double effect) {
  return fmt::format("{:+.1f}", 100 * std::expm1(effect));
}

struct Together {
  std::size_t cases = 0, worse = 0;
  bool new_image = false;
};

}  // namespace

std::string image_letter(std::size_t image) {
  if (image < 26) return std::string(1, static_cast<char>('a' + image));
  return std::to_string(image + 1);
}

std::vector<double> drawn_of(const TrendSeries& series) {
  std::vector<double> values;
  for (const TrendPoint& point : series.points)
    values.push_back(series.higher_is_better ? -point.location : point.location);
  return values;
}

std::string level_text(const TrendSeries& series) {
  if (series.points.empty()) return {};
  const std::size_t begin = series.changes.empty() ? 0 : series.changes.back().point;
  double sum = 0;
  for (std::size_t i = begin; i < series.points.size(); ++i) sum += series.points[i].location;
  return format_value(std::exp(sum / static_cast<double>(series.points.size() - begin)), series.unit);
}

std::string change_text(const Trend& trend, const TrendSeries& series, const TrendChange& change) {
  const TrendLaunch& launch = trend.launches[series.points[change.point].launch];
  std::string text = fmt::format("{} % ({} .. {} %) from {}", signed_percent(change.effect),
                                 signed_percent(change.effect - change.half_width),
                                 signed_percent(change.effect + change.half_width), launch.when);
  if (change.new_image) text += ", with image " + image_letter(launch.image);
  return text;
}

std::vector<std::string> common_changes(const Trend& trend) {
  std::map<std::size_t, Together> launches;
  for (const TrendSeries& series : trend.series)
    for (const TrendChange& change : series.changes) {
      Together& here = launches[series.points[change.point].launch];
      ++here.cases;
      if (change.effect > 0) ++here.worse;
      here.new_image = here.new_image || change.new_image;
    }
  std::vector<std::string> lines;
  for (const auto& [place, here] : launches) {
    if (here.cases < 2) continue;
    const TrendLaunch& launch = trend.launches[place];
    lines.push_back(fmt::format(
        "{}: {} cases changed, {} for the worse{}", launch.when, here.cases, here.worse,
        here.new_image ? fmt::format("; the image is another since then ({})", image_letter(launch.image))
                       : "; the image is the same"));
  }
  return lines;
}

std::array<const char*, 4> trend_cautions() {
  return {"A change above 0 is for the worse, and histories are drawn with worse above.",
          "A change needs at least 3 launches on each side and many more to be found among many cases: what "
          "is new today is no change yet.",
          "A mood of the machine that lasts for many launches looks like a change of what runs on it.",
          "A verdict takes launches in turn: `gpubench duet`."};
}

}  // namespace gpubench::results

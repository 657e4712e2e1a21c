#include "results/course.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace gpubench::results {
namespace {

using testing::ElementsAre;

TEST(Course, IsTheLogOfTheMedianOfEachEighth) {
  std::vector<double> times;
  for (int i = 1; i <= 24; ++i) times.push_back(i);  // stretches 1 2 3, 4 5 6 ...
  EXPECT_THAT(course_of(times), ElementsAre(std::log(2.0), std::log(5.0), std::log(8.0), std::log(11.0),
                                            std::log(14.0), std::log(17.0), std::log(20.0), std::log(23.0)));
}

TEST(Course, OfFewSamplesEachIsAStretch) {
  EXPECT_THAT(course_of(std::vector<double>{1, 1, 1}), ElementsAre(0, 0, 0));
  EXPECT_TRUE(course_of(std::vector<double>{1}).empty());
  EXPECT_TRUE(course_of({}).empty());
}

TEST(Course, ASingleLateSampleHidesNoStep) {
  std::vector<double> times(80, 1.0);
  for (std::size_t i = 40; i < 80; ++i) times[i] = 1.1;
  times[13] = 50;
  EXPECT_EQ(draw_course(course_of(times)), "▁▁▁▁████");
}

TEST(Course, AFewThousandthsLookLevel) {
  std::vector<double> times(80, 1.0);
  for (std::size_t i = 40; i < 80; ++i) times[i] = 1.002;
  EXPECT_EQ(draw_course(course_of(times)), "▄▄▄▄▅▅▅▅");
}

}  // namespace
}  // namespace gpubench::results

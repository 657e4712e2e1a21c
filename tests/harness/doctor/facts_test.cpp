#include "harness/doctor/facts.hpp"

#include <gmock/gmock.h>

namespace gpubench::doctor {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(DoctorFacts, AVersionIsItsNumbersWhereverItStands) {
  EXPECT_THAT(version_numbers("580.95.05"), ElementsAre(580, 95, 5));
  EXPECT_THAT(version_numbers("Open MPI v4.1.4, package: 7.7"), ElementsAre(4, 1, 4));
  EXPECT_THAT(version_numbers("MPICH Version:      4.0.2\nof 2022"), ElementsAre(4, 0, 2));
  EXPECT_THAT(version_numbers("13"), ElementsAre(13));
  EXPECT_THAT(version_numbers("13."), ElementsAre(13));
  EXPECT_THAT(version_numbers("none"), IsEmpty());
  EXPECT_THAT(version_numbers(""), IsEmpty());
  EXPECT_THAT(version_numbers("99999999999999999999"), IsEmpty());
}

TEST(DoctorFacts, AMissingFactIsNone) {
  EXPECT_EQ(find_fact({{"a", "1"}, {"b", "2"}}, "b"), "2");
  EXPECT_EQ(find_fact({{"a", "1"}}, "b"), std::nullopt);
}

}  // namespace
}  // namespace gpubench::doctor

#include "harness/order.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace gpubench {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Order, EveryPlaceOnce) {
  auto order = shuffled_order(1000, 7);
  EXPECT_FALSE(std::is_sorted(order.begin(), order.end()));
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i) ASSERT_EQ(order[i], i);
}

// A Python program of ten lines over the published splitmix64 gave these: the order belongs to the seed
// alone.
TEST(Order, TheSeedFixesItEverywhere) {
  EXPECT_THAT(shuffled_order(8, 1), ElementsAre(4, 3, 2, 7, 5, 6, 0, 1));
  EXPECT_THAT(shuffled_order(8, 2), ElementsAre(5, 2, 7, 4, 1, 3, 0, 6));
}

TEST(Order, NothingAndOneStayWhatTheyAre) {
  EXPECT_THAT(shuffled_order(0, 1), IsEmpty());
  EXPECT_THAT(shuffled_order(1, 1), ElementsAre(0));
}

}  // namespace
}  // namespace gpubench

#include "harness/stall.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

constexpr Whereabouts kWaiting{100, true};
constexpr Whereabouts kBusy{90, false};
const std::vector<bool> kAllReachable(4, true);

TEST(Stall, StandsStillWhereNobodyMovedAndNobodyWentOrCame) {
  const Roll before = {kWaiting, kBusy, std::nullopt, kWaiting};
  EXPECT_TRUE(stands_still(before, before));
  Roll after = before;
  after[1]->moves += 1;
  EXPECT_FALSE(stands_still(before, after));
  after = before;
  after[2] = kWaiting;
  EXPECT_FALSE(stands_still(before, after));
  after = before;
  after[3].reset();
  EXPECT_FALSE(stands_still(before, after));
}

TEST(Stall, ReasonsNameTheRanksAndHowTheyFare) {
  EXPECT_EQ(describe_stall({kWaiting, kWaiting, std::nullopt, kWaiting}, kAllReachable, Seconds(4)),
            "rank 2 did not arrive within 4 s (no sign of life)");
  EXPECT_EQ(describe_stall({kWaiting, kBusy, kBusy, std::nullopt}, kAllReachable, Seconds(0.5)),
            "rank 3 did not arrive within 0.5 s (no sign of life); ranks 1-2 did not arrive within 0.5 s "
            "(busy outside MPI)");
}

TEST(Stall, WhereAllWaitMpiItselfIsNamed) {
  EXPECT_EQ(describe_stall({kWaiting, kWaiting, kWaiting, kWaiting}, kAllReachable, Seconds(4)),
            "all ranks that answer are inside MPI, which finished nothing within 4 s");
}

TEST(Stall, WhoCanNotBeAskedIsNotBlamed) {
  EXPECT_EQ(
      describe_stall({kWaiting, kBusy, std::nullopt, std::nullopt}, {true, true, false, false}, Seconds(4)),
      "rank 1 did not arrive within 4 s (busy outside MPI); ranks 2-3 can't be asked: no datagrams come "
      "from there");
}

}  // namespace
}  // namespace gpubench

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <numeric>
#include <string>
#include <thread>

#include "bench/api/call_count.hpp"
#include "tests/mpi/module.hpp"

namespace gpubench {
namespace {

using test::world;

TEST(MpiWorld, ReducesOverAllRanks) {
  const auto rank = static_cast<double>(world().rank());
  const auto size = static_cast<double>(world().size());
  std::array<double, 2> highest{rank, -rank}, lowest{rank, -rank}, sum{rank, 1};
  world().all_reduce_max(highest);
  world().all_reduce_min(lowest);
  world().all_reduce_sum(sum);
  EXPECT_EQ(highest, (std::array<double, 2>{size - 1, 0}));
  EXPECT_EQ(lowest, (std::array<double, 2>{0, 1 - size}));
  EXPECT_EQ(sum, (std::array<double, 2>{size * (size - 1) / 2, size}));
}

std::string text_of(int rank) {
  return std::string(static_cast<std::size_t>(rank) * 3, 'x') + std::to_string(rank);
}

TEST(MpiWorld, GathersTextsOfDifferentLength) {
  const auto everywhere = world().all_gather(text_of(world().rank()));
  const auto on_first = world().gather(text_of(world().rank()));
  ASSERT_EQ(everywhere.size(), static_cast<std::size_t>(world().size()));
  for (int rank = 0; rank < world().size(); ++rank)
    EXPECT_EQ(everywhere[static_cast<std::size_t>(rank)], text_of(rank));
  EXPECT_EQ(on_first, world().rank() == 0 ? everywhere : std::vector<std::string>{});
}

TEST(MpiWorld, GathersEmptyTexts) {
  EXPECT_EQ(world().all_gather(""), std::vector<std::string>(static_cast<std::size_t>(world().size())));
}

TEST(MpiWorld, BroadcastsFromAnyRank) {
  const int last = world().size() - 1;
  EXPECT_EQ(world().broadcast(text_of(world().rank()), last), text_of(last));
  EXPECT_EQ(world().broadcast("", 0), "");
}

TEST(MpiWorld, SubgroupHasTheNamedRanksOnly) {
  const std::array<int, 1> last{world().size() - 1};
  const auto group = world().subgroup(last);
  ASSERT_EQ(group != nullptr, world().rank() == last[0]);
  if (group != nullptr) {
    EXPECT_EQ(group->size(), 1);
    EXPECT_EQ(group->rank(), 0);
    EXPECT_EQ(group->communicator()->size(), 1);
  }
}

TEST(MpiWorld, SubgroupCommunicatesWithinItself) {
  std::vector<int> odd;
  for (int rank = 1; rank < world().size(); rank += 2) odd.push_back(rank);
  if (odd.empty()) GTEST_SKIP() << "one rank";
  const auto group = world().subgroup(odd);
  if (group == nullptr) return;
  test::PlainStream stream;
  std::int32_t mine = world().rank(), sum = -1, expected = 0;
  for (const int rank : odd) expected += rank;
  group->communicator()->all_reduce(&mine, &sum, 1, DataType::s32, Reduction::sum, stream);
  EXPECT_EQ(sum, expected);
}

/// A broadcast's root need not wait for anyone: here it is one ahead of the others, as after a failed case.
TEST(MpiWorld, AMessageUnderWayOnTheDataPlaneIsNotTakenForAnAgreement) {
  test::PlainStream stream;
  Communicator& data = *world().communicator();
  double value = world().rank() == 0 ? 5 : 0;
  if (world().rank() == 0) data.broadcast(&value, 1, DataType::f64, 0, stream);
  EXPECT_EQ(world().broadcast("agreed", 0), "agreed");
  if (world().rank() != 0) data.broadcast(&value, 1, DataType::f64, 0, stream);
  EXPECT_EQ(value, 5);
}

TEST(MpiWorld, CountsItsCallsAndThoseOfItsSubgroupsAndDataPlanes) {
  const CallCount& calls = *world().calls();
  const std::uint64_t before = calls.begun();
  EXPECT_EQ(calls.ended(), before);
  world().barrier();
  EXPECT_EQ(calls.begun(), before + 1);
  std::vector<int> all(static_cast<std::size_t>(world().size()));
  std::iota(all.begin(), all.end(), 0);
  const auto group = world().subgroup(all);
  const std::uint64_t grouped = calls.begun();
  EXPECT_GT(grouped, before + 1);
  EXPECT_EQ(group->calls(), &calls);
  test::PlainStream stream;
  group->communicator()->barrier(stream);
  EXPECT_EQ(calls.begun(), grouped + 1);
  EXPECT_EQ(calls.ended(), calls.begun());
}

/// The others come to the barrier half a second late: long enough to be seen waiting there.
TEST(MpiWorld, WhoWaitsForAnotherIsSeenInsideACall) {
  if (world().size() < 2) GTEST_SKIP() << "one rank waits for nobody";
  world().barrier();
  if (world().rank() == 0) {
    const CallCount& calls = *world().calls();
    std::atomic<bool> seen = false;
    std::thread watcher([&] {
      const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
      while (!seen && std::chrono::steady_clock::now() < end) seen = calls.begun() == calls.ended() + 1;
    });
    world().barrier();
    watcher.join();
    EXPECT_TRUE(seen);
    EXPECT_EQ(calls.begun(), calls.ended());
  } else {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    world().barrier();
  }
}

TEST(MpiWorld, NobodyLeavesASleepingBarrierBeforeTheLastHasCome) {
  const auto clock = [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch());
  };
  world().barrier();
  if (world().rank() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(30));
  std::array<double, 1> entered{clock().count()};
  world().barrier_asleep();
  std::array<double, 1> left{clock().count()};
  world().all_reduce_max(entered);
  world().all_reduce_min(left);
  EXPECT_GE(left[0], entered[0]);
}

TEST(MpiWorld, MeetsAsItGathers) {
  for (int i = 0; i < 3; ++i) {
    const Meeting meeting = world().meet(text_of(world().rank()), Seconds(60));
    EXPECT_EQ(meeting.texts, world().all_gather(text_of(world().rank())));
    EXPECT_TRUE(meeting.absent.empty());
  }
}

TEST(MpiWorld, AMeetingNamesWhoDidNotComeAndDoesNotWaitForIt) {
  if (world().size() < 2) GTEST_SKIP() << "one rank has nobody to miss";
  std::vector<int> all(static_cast<std::size_t>(world().size()));
  std::iota(all.begin(), all.end(), 0);
  const auto group = world().subgroup(all);  // spoilt by this test
  const int last = world().size() - 1;
  const auto begin = std::chrono::steady_clock::now();
  if (world().rank() != last) {
    const Meeting meeting = group->meet("here", Seconds(2));
    EXPECT_EQ(meeting.absent, std::vector<int>{last});
    EXPECT_EQ(meeting.texts.front(), "here");
    EXPECT_EQ(meeting.texts.back(), "");
  }
  EXPECT_LT(Seconds(std::chrono::steady_clock::now() - begin), Seconds(20));
  world().barrier();
}

TEST(MpiWorld, AFirstRankThatDoesNotComeIsMissedToo) {
  if (world().size() < 2) GTEST_SKIP() << "one rank has nobody to miss";
  std::vector<int> all(static_cast<std::size_t>(world().size()));
  std::iota(all.begin(), all.end(), 0);
  const auto group = world().subgroup(all);
  if (world().rank() != 0) {
    EXPECT_EQ(group->meet("here", Seconds(0.2)).absent, std::vector<int>{0});
  }
  world().barrier();
}

TEST(MpiCommunicator, NamesTheCallThatCannotBe) {
  test::PlainStream stream;
  float value = 0;
  Communicator& ranks = *world().communicator();
  EXPECT_THROW(ranks.broadcast(&value, std::size_t{1} << 31, DataType::f32, 0, stream), std::length_error);
  try {
    ranks.send(&value, 1, DataType::f32, ranks.size(), stream);
    ADD_FAILURE() << "a message to a rank that is not there was sent";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("MPI_Send"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace gpubench

#include "harness/turns.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "tests/support/thread_world.hpp"

namespace gpubench {
namespace {

using test::on_ranks;
using test::ThreadWorld;

TEST(Turns, OneAfterAnotherInTheOrderOfRanks) {
  std::mutex lock;
  std::vector<int> order;
  on_ranks(3, [&](ThreadWorld& world) {
    Turns turns(world);
    TurnWorld in_turn(world, turns);
    for (int round = 0; round < 2; ++round) {
      for (int sample = 0; sample < 2; ++sample) {
        turns.begin();
        const std::lock_guard guard(lock);
        order.push_back(world.rank());
      }
      double agreed = world.rank();
      in_turn.all_reduce_max(std::span(&agreed, 1));
      EXPECT_EQ(agreed, 2);
    }
  });
  EXPECT_EQ(order, (std::vector<int>{0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2}));
}

TEST(Turns, AnAgreementWithoutSamplesNeedsNoTurns) {
  on_ranks(2, [](ThreadWorld& world) {
    Turns turns(world);
    TurnWorld in_turn(world, turns);
    in_turn.barrier();
    double least = world.rank();
    in_turn.all_reduce_min(std::span(&least, 1));
    EXPECT_EQ(least, 0);
  });
}

}  // namespace
}  // namespace gpubench

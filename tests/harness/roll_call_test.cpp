#include "harness/roll_call.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/support/thread_world.hpp"

namespace gpubench {
namespace {

using test::on_ranks;
using test::ThreadWorld;

Whereabouts of_rank(int rank) {
  return {static_cast<std::uint64_t>(100 + rank), rank % 2 == 1};
}

TEST(RollCall, TellsWhereEveryRankIs) {
  on_ranks(5, [](ThreadWorld& world) {
    const RollCall roll_call(world, [&] { return of_rank(world.rank()); });
    EXPECT_EQ(roll_call.reachable(), std::vector<bool>(5, true));
    const Roll roll = roll_call.ask(Seconds(20));
    for (int rank = 0; rank < 5; ++rank) EXPECT_EQ(roll.at(static_cast<std::size_t>(rank)), of_rank(rank));
    EXPECT_EQ(roll_call.ask(3, Seconds(20)), of_rank(3));
    world.barrier();
  });
}

TEST(RollCall, WhoIsGoneIsSilentAndTheOthersAreHeardAllTheSame) {
  on_ranks(3, [](ThreadWorld& world) {
    std::optional<RollCall> roll_call(std::in_place, world, [&] { return of_rank(world.rank()); });
    if (world.rank() == 1) roll_call.reset();
    world.barrier();
    if (world.rank() != 1) {
      const auto begin = std::chrono::steady_clock::now();
      const Roll roll = roll_call->ask(Seconds(0.5));
      EXPECT_GE(Seconds(std::chrono::steady_clock::now() - begin), Seconds(0.5));
      EXPECT_EQ(roll, (Roll{of_rank(0), std::nullopt, of_rank(2)}));
    }
    world.barrier();
  });
}

TEST(RollCall, AsksAnew) {
  on_ranks(2, [](ThreadWorld& world) {
    std::atomic<std::uint64_t> moves = 7;
    const RollCall roll_call(world, [&] { return Whereabouts{moves, false}; });
    EXPECT_EQ(roll_call.ask(1, Seconds(20))->moves, 7U);
    world.barrier();
    moves = 8;
    world.barrier();
    EXPECT_EQ(roll_call.ask(1, Seconds(20))->moves, 8U);
    world.barrier();
  });
}

}  // namespace
}  // namespace gpubench

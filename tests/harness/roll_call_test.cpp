#include "harness/roll_call.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <thread>

#include "harness/datagram_socket.hpp"
#include "tests/support/few_files.hpp"
#include "tests/support/thread_world.hpp"

namespace gpubench {
namespace {

using test::on_ranks;
using test::ThreadWorld;

/// A rank that tells the others that it hears at another address than its own: the second text it gathers.
class Elsewhere : public ThreadWorld {
 public:
  Elsewhere(test::ThreadMeeting& meeting, int rank, std::string address)
      : ThreadWorld(meeting, rank), address_(std::move(address)) {}
  std::vector<std::string> all_gather(std::string_view text) override {
    return ThreadWorld::all_gather(++gathered_ == 2 ? address_ : text);
  }

 private:
  std::string address_;
  int gathered_ = 0;
};

/// Waits for a question to rank 1 and answers for each of these ranks: job, rank, moves, waiting.
void answer_for(const DatagramSocket& ear, std::initializer_list<std::int64_t> ranks) {
  std::array<std::uint64_t, 2> question{};
  DatagramAddress from{};
  while (!ear.receive(std::as_writable_bytes(std::span(question)), from, Seconds(1)))
    if (ear.closed()) return;
  for (const std::int64_t rank : ranks) {
    const std::array answer{question[0], std::bit_cast<std::uint64_t>(rank), std::uint64_t{9},
                            std::uint64_t{1}};
    ear.send(std::as_bytes(std::span(answer)), from);
  }
}

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

TEST(RollCall, AnAnswerForARankThatThereIsNotIsNone) {
  test::ThreadMeeting meeting(2);
  const DatagramSocket ear(true);
  std::thread liar([&] {
    const std::int64_t wrapped = std::int64_t{1} << 32;  // 0 and 1 in 32 bits
    answer_for(ear, {wrapped + 1, -1, 2, wrapped, -wrapped + 1, 1});
    answer_for(ear, {wrapped + 1, 1});
  });
  std::thread other([&] {
    Elsewhere world(meeting, 1, ear.address_text());
    const RollCall roll_call(world, [] { return of_rank(1); });
    world.barrier();
  });
  ThreadWorld world(meeting, 0);
  const RollCall roll_call(world, [] { return of_rank(0); });
  EXPECT_EQ(roll_call.reachable(), std::vector<bool>(2, true));
  EXPECT_EQ(roll_call.ask(Seconds(20)), (Roll{of_rank(0), Whereabouts{9, true}}));
  world.barrier();
  other.join();
  liar.join();
}

TEST(RollCall, WithoutASocketToAskWithItThrowsAndItsThreadEnds) {
  test::ThreadMeeting meeting(1);
  ThreadWorld world(meeting, 0);
  const auto call = [&] { RollCall(world, [] { return of_rank(0); }).ask(Seconds(1)); };
  // Both first without need: a sanitizer takes two files of its own to look at a type it has not seen.
  EXPECT_NO_THROW(call());
  EXPECT_THROW(throw std::system_error(EMFILE, std::generic_category()), std::system_error);
  {
    const test::FewFiles few(2);  // an ear takes two, and nothing is left for a mouth
    EXPECT_THROW(call(), std::system_error);
  }
  EXPECT_NO_THROW(call());
}

}  // namespace
}  // namespace gpubench

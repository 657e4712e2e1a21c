#include "harness/turns.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <functional>
#include <mutex>
#include <thread>

namespace gpubench {
namespace {

/// What the threads of one test share.
struct Meeting {
  explicit Meeting(int ranks) : size(ranks), values(static_cast<std::size_t>(ranks)), door(ranks) {}
  int size;
  std::vector<std::vector<double>> values;
  std::barrier<> door;
};

/// A rank that is a thread of this process.
class ThreadWorld final : public World {
 public:
  ThreadWorld(Meeting& meeting, int rank) : meeting_(meeting), rank_(rank) {}
  int rank() const override { return rank_; }
  int size() const override { return meeting_.size; }
  void barrier() override { meeting_.door.arrive_and_wait(); }
  void barrier_asleep() override { meeting_.door.arrive_and_wait(); }
  void all_reduce_max(std::span<double> values) override {
    reduce(values, [](double a, double b) { return std::max(a, b); });
  }
  void all_reduce_min(std::span<double> values) override {
    reduce(values, [](double a, double b) { return std::min(a, b); });
  }
  void all_reduce_sum(std::span<double> values) override { reduce(values, std::plus<>()); }
  std::vector<std::string> all_gather(std::string_view) override { return {}; }
  std::vector<std::string> gather(std::string_view) override { return {}; }
  std::string broadcast(std::string_view, int) override { return {}; }
  std::unique_ptr<World> subgroup(std::span<const int>) override { return nullptr; }
  Communicator* communicator() override { return nullptr; }
  void abort(int) override { std::abort(); }

 private:
  template <class Operation>
  void reduce(std::span<double> values, Operation operation) {
    meeting_.values[static_cast<std::size_t>(rank_)].assign(values.begin(), values.end());
    barrier();
    for (int other = 0; other < size(); ++other)
      for (std::size_t i = 0; other != rank_ && i < values.size(); ++i)
        values[i] = operation(values[i], meeting_.values[static_cast<std::size_t>(other)][i]);
    barrier();
  }

  Meeting& meeting_;
  int rank_;
};

void on_ranks(int size, const std::function<void(ThreadWorld&)>& work) {
  Meeting meeting(size);
  std::vector<std::thread> ranks;
  for (int rank = 0; rank < size; ++rank) {
    ranks.emplace_back([&, rank] {
      ThreadWorld world(meeting, rank);
      work(world);
    });
  }
  for (std::thread& rank : ranks) rank.join();
}

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

/// ThreadWorld: a world whose ranks are threads of this process, for what ranks must agree on.
#pragma once
#include <algorithm>
#include <barrier>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "bench/api/call_count.hpp"
#include "bench/api/communicator.hpp"

namespace gpubench::test {

/// What the threads of one test share.
struct ThreadMeeting {
  explicit ThreadMeeting(int ranks)
      : size(ranks), values(static_cast<std::size_t>(ranks)), texts(values.size()), door(ranks) {}
  int size;
  std::vector<std::vector<double>> values;
  std::vector<std::string> texts;
  std::barrier<> door;
};

/// A rank that is a thread of this process.
class ThreadWorld : public World {
 public:
  ThreadWorld(ThreadMeeting& meeting, int rank) : meeting_(meeting), rank_(rank) {}
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
  std::vector<std::string> all_gather(std::string_view text) override {
    meeting_.texts[static_cast<std::size_t>(rank_)] = text;
    barrier();
    std::vector<std::string> all = meeting_.texts;
    barrier();
    return all;
  }
  std::vector<std::string> gather(std::string_view text) override {
    auto all = all_gather(text);
    return rank_ == 0 ? all : std::vector<std::string>{};
  }
  std::string broadcast(std::string_view text, int root) override {
    return all_gather(text).at(static_cast<std::size_t>(root));
  }
  std::unique_ptr<World> subgroup(std::span<const int>) override { return nullptr; }
  Communicator* communicator() override { return nullptr; }
  const CallCount* calls() const override { return &count; }
  void abort(int) override { std::abort(); }

  CallCount count;  ///< Nothing here counts: tests do.

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

  ThreadMeeting& meeting_;
  int rank_;
};

/// Runs the work on that many ranks, and returns when all have done it.
inline void on_ranks(int size, const std::function<void(ThreadWorld&)>& work) {
  ThreadMeeting meeting(size);
  std::vector<std::thread> ranks;
  for (int rank = 0; rank < size; ++rank) {
    ranks.emplace_back([&, rank] {
      ThreadWorld world(meeting, rank);
      work(world);
    });
  }
  for (std::thread& rank : ranks) rank.join();
}

}  // namespace gpubench::test

#include "harness/topology/pairs.hpp"

#include <gmock/gmock.h>

#include <barrier>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "tests/support/plain_backend.hpp"
#include "tests/support/refusing_communicator.hpp"

namespace gpubench {
namespace {

[[noreturn]] void refuse() {
  throw std::logic_error("not asked for between pairs");
}

/// What the two threads that play ranks have in common.
struct Duo {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::vector<char>> to_rank[2];
  std::barrier<> meeting{2};
  std::vector<double> values[2];
  std::string hosts[2];
  int corrupt_to = -1;  ///< Messages to that rank arrive with one element changed.
};

class DuoCommunicator final : public test::RefusingCommunicator {
 public:
  DuoCommunicator(Duo& duo, int rank) : duo_(duo), rank_(rank) {}
  int rank() const override { return rank_; }
  int size() const override { return 2; }
  std::string name() const override { return "duo"; }
  void send(const void* buffer, std::size_t n, DataType, int to, Stream&) override {
    const char* bytes = static_cast<const char*>(buffer);
    std::vector<char> message(bytes, bytes + n * sizeof(float));
    if (to == duo_.corrupt_to && n > 1) message[message.size() / 2] ^= 1;
    const std::lock_guard lock(duo_.mutex);
    duo_.to_rank[to].push_back(std::move(message));
    duo_.changed.notify_all();
  }
  void recv(void* buffer, std::size_t n, DataType, int, Stream&) override {
    std::unique_lock lock(duo_.mutex);
    auto& queue = duo_.to_rank[rank_];
    duo_.changed.wait(lock, [&] { return !queue.empty(); });
    if (queue.front().size() != n * sizeof(float)) throw std::runtime_error("another message was expected");
    std::memcpy(buffer, queue.front().data(), queue.front().size());
    queue.pop_front();
  }
  void post_send(const void* b, std::size_t n, DataType t, int to, Stream& s) override {
    send(b, n, t, to, s);
  }
  void post_recv(void* b, std::size_t n, DataType t, int from, Stream& s) override { recv(b, n, t, from, s); }
  void wait_all(Stream&) override {}

 private:
  Duo& duo_;
  int rank_;
};

class DuoWorld final : public World {
 public:
  DuoWorld(Duo& duo, int rank) : duo_(duo), rank_(rank) {}
  int rank() const override { return rank_; }
  int size() const override { return 2; }
  void barrier() override { duo_.meeting.arrive_and_wait(); }
  void barrier_asleep() override { barrier(); }
  void all_reduce_max(std::span<double> values) override {
    duo_.values[rank_].assign(values.begin(), values.end());
    barrier();
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = std::max(duo_.values[0][i], duo_.values[1][i]);
    barrier();
  }
  std::vector<std::string> all_gather(std::string_view text) override {
    duo_.hosts[rank_] = text;
    barrier();
    return {duo_.hosts[0], duo_.hosts[1]};
  }
  void all_reduce_min(std::span<double>) override { refuse(); }
  void all_reduce_sum(std::span<double>) override { refuse(); }
  std::vector<std::string> gather(std::string_view) override { refuse(); }
  std::string broadcast(std::string_view, int) override { refuse(); }
  std::unique_ptr<World> subgroup(std::span<const int>) override { refuse(); }
  Communicator* communicator() override { return nullptr; }
  void abort(int) override { refuse(); }

 private:
  Duo& duo_;
  int rank_;
};

/// What both ranks learnt, which must be the same.
PairMatrix measure(Duo& duo, const std::string& host, const std::string& other_host) {
  PairMatrix matrices[2];
  const auto play = [&](int rank) {
    DuoWorld world(duo, rank);
    DuoCommunicator ranks(duo, rank);
    test::PlainBackend backend;
    matrices[rank] = measure_pairs(world, ranks, backend, rank == 0 ? host : other_host, 4_KiB);
  };
  std::thread other(play, 1);
  play(0);
  other.join();
  EXPECT_EQ(matrices[0].rates, matrices[1].rates);
  EXPECT_EQ(matrices[0].hosts, matrices[1].hosts);
  EXPECT_EQ(matrices[0].wrong, matrices[1].wrong);
  return matrices[0];
}

TEST(Pairs, EachDirectionHasARateAndTheDiagonalNone) {
  Duo duo;
  const PairMatrix pairs = measure(duo, "a", "a");
  EXPECT_EQ(pairs.wrong, 0);
  EXPECT_GT(pairs.rates[0][1].value_or(0), 1e6);
  EXPECT_GT(pairs.rates[1][0].value_or(0), 1e6);
  EXPECT_EQ(pairs.rates[0][0], std::nullopt);
  EXPECT_TRUE(duo.to_rank[0].empty() && duo.to_rank[1].empty());
}

TEST(Pairs, WhatDidNotArriveAsSentHasNoRateInThatDirectionAlone) {
  Duo duo;
  duo.corrupt_to = 1;
  const PairMatrix pairs = measure(duo, "a", "a");
  EXPECT_EQ(pairs.wrong, 1);
  EXPECT_EQ(pairs.rates[0][1], std::nullopt);
  EXPECT_TRUE(pairs.rates[1][0].has_value());
}

TEST(Pairs, RanksOfOneHostHaveOneNumber) {
  Duo duo, apart;
  EXPECT_EQ(measure(duo, "a", "a").hosts, (std::vector<int>{0, 0}));
  EXPECT_EQ(measure(apart, "b", "a").hosts, (std::vector<int>{0, 1}));
}

}  // namespace
}  // namespace gpubench

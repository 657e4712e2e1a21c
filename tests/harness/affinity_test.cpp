#include "harness/affinity.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace gpubench {
namespace {

/// Binds the calling thread to the first of its processors, and back.
class BoundToOne {
 public:
  BoundToOne() : all_(affinity_of(0)), one_{all_.front()} { bind(one_); }
  ~BoundToOne() { bind(all_); }
  BoundToOne(const BoundToOne&) = delete;
  BoundToOne& operator=(const BoundToOne&) = delete;
  const std::vector<int>& all() const { return all_; }
  const std::vector<int>& one() const { return one_; }

 private:
  static void bind(const std::vector<int>& cpus) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (const int cpu : cpus) CPU_SET(static_cast<std::size_t>(cpu), &set);
    sched_setaffinity(0, sizeof set, &set);
  }
  std::vector<int> all_, one_;
};

TEST(WideAffinity, TakesInAllThreadsAndGivesBack) {
  const BoundToOne bound;
  if (bound.all().size() < 2) GTEST_SKIP() << "one processor";
  std::atomic<pid_t> other{0};
  std::atomic<bool> done{false};
  std::thread library([&] {  // inherits one processor, as a library's thread would
    other = gettid();
    while (!done) std::this_thread::yield();
  });
  while (other == 0) std::this_thread::yield();
  {
    const WideAffinity wide(bound.one(), bound.all());
    EXPECT_EQ(affinity_of(0), bound.all());
    EXPECT_EQ(affinity_of(other), bound.all());
    EXPECT_EQ(wide.refusal(), "");
  }
  EXPECT_EQ(affinity_of(0), bound.one());
  EXPECT_EQ(affinity_of(other), bound.one());
  done = true;
  library.join();
}

TEST(WideAffinity, ARefusalSaysFromWhereToWhereAndWhy) {
  const BoundToOne bound;
  const WideAffinity wide(bound.one(), {500000});
  EXPECT_NE(wide.refusal().find("not 500000: Invalid argument"), std::string::npos) << wide.refusal();
  EXPECT_EQ(affinity_of(0), bound.one());
}

}  // namespace
}  // namespace gpubench

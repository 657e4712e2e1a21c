#include "harness/watchdog.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace gpubench {
namespace {

struct Called {
  std::atomic<int> times = 0;
  Watchdog watchdog{[this](Seconds limit) {
    EXPECT_EQ(limit, Seconds(0.05));
    ++times;
  }};
};

void sleep(std::chrono::milliseconds time) {
  std::this_thread::sleep_for(time);
}

TEST(Watchdog, IsCalledWhereNoWordCame) {
  Called called;
  const auto begin = std::chrono::steady_clock::now();
  called.watchdog.expect_within(Seconds(0.05));
  while (called.times < 2) sleep(std::chrono::milliseconds(5));  // and again, until it could do its work
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(50));
}

TEST(Watchdog, SleepsWhileWordsComeAndWhereNoneIsExpected) {
  Called called;
  sleep(std::chrono::milliseconds(80));
  EXPECT_EQ(called.times, 0);
  called.watchdog.expect_within(Seconds(60));
  called.watchdog.rest();
  sleep(std::chrono::milliseconds(120));
  EXPECT_EQ(called.times, 0);
}

}  // namespace
}  // namespace gpubench

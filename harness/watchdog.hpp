/// Watchdog: what is left where a rank itself does not come back from a call, so that it can't even look at
/// the clock: a thread beside it saves the record.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "bench/api/units.hpp"

namespace gpubench {

/// Where nothing was heard for the limit, calls `last_resort` on its own thread, again every 20 ms until it
/// ends the process or a word comes after all.
class Watchdog {
 public:
  explicit Watchdog(std::function<void(Seconds limit)> last_resort);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// All is well; the next word comes within the limit.
  void expect_within(Seconds limit);
  /// Nothing is waited for.
  void rest();

 private:
  using Clock = std::chrono::steady_clock;
  void watch();

  std::function<void(Seconds)> last_resort_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Clock::time_point deadline_ = Clock::time_point::max();
  Seconds limit_{0};
  bool over_ = false;
  std::thread thread_;
};

}  // namespace gpubench

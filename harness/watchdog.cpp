#include "harness/watchdog.hpp"

#include <utility>

namespace gpubench {
namespace {

constexpr std::chrono::milliseconds kAgain{20};

}  // namespace

Watchdog::Watchdog(std::function<void(Seconds)> last_resort)
    : last_resort_(std::move(last_resort)), thread_([this] { watch(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Watchdog::expect_within(Seconds limit) {
  {
    const std::lock_guard lock(mutex_);
    limit_ = limit;
    deadline_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(limit);
  }
  changed_.notify_all();
}

void Watchdog::rest() {
  const std::lock_guard lock(mutex_);
  deadline_ = Clock::time_point::max();
}

void Watchdog::watch() {
  std::unique_lock lock(mutex_);
  while (!over_) {
    const auto now = Clock::now();
    if (deadline_ == Clock::time_point::max()) {
      changed_.wait(lock);
    } else if (now < deadline_) {
      changed_.wait_until(lock, deadline_);
    } else {
      const Seconds limit = limit_;
      lock.unlock();  // a word may still come
      last_resort_(limit);
      lock.lock();
      changed_.wait_for(lock, kAgain);
    }
  }
}

}  // namespace gpubench

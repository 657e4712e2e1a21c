#include "harness/interrupt.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <exception>

namespace gpubench {
namespace {

sigset_t watched_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

void block_interrupts() {
  const sigset_t set = watched_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Interrupt::Interrupt(std::function<void(int)> last_resort, std::chrono::milliseconds grace)
    : last_resort_(std::move(last_resort)), grace_(grace) {
  block_interrupts();
  watcher_ = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
  over_ = true;
  watcher_.join();
  const sigset_t set = watched_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Interrupt::watch() {
  using Clock = std::chrono::steady_clock;
  const sigset_t set = watched_signals();
  const timespec poll{0, 20'000'000};
  Clock::time_point since{};
  while (!over_) {
    const int received = sigtimedwait(&set, nullptr, &poll);
    if (received > 0 && signal_ == 0) {
      signal_ = received;
      since = Clock::now();
    }
    if (signal_ == 0 || Clock::now() - since < grace_) continue;
    std::unique_lock lock(record_, std::defer_lock);
    if (!lock.try_lock()) continue;  // the run is writing its record: let it
    if (over_) return;
    try {
      last_resort_(signal_);
    } catch (const std::exception& error) {
      fmt::print(stderr, "gpubench: interrupted: {}\n", error.what());
    }
    _exit(128 + signal_);
  }
}

}  // namespace gpubench

#include "harness/interrupt.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace gpubench {
namespace {

using namespace std::chrono_literals;

/// Each in a process of its own: threads that earlier tests left behind do not block the signal, and one of
/// them would be ended by it, with the process.
#define EXPECT_TRUE_ALONE(statement) \
  EXPECT_EXIT(std::_Exit((statement) ? 0 : 1), testing::ExitedWithCode(0), "")

void must_not_be_called(int) {
  std::_Exit(1);
}

/// Whether it was seen, and not before. The whole process is told.
bool raise_and_wait(const Interrupt& interrupt) {
  const bool seen_before = interrupt.signal() != 0;
  kill(getpid(), SIGTERM);
  for (int i = 0; i < 200 && interrupt.signal() == 0; ++i) std::this_thread::sleep_for(5ms);
  return !seen_before && interrupt.signal() == SIGTERM;
}

TEST(Interrupt, ASignalIsSeenAndDoesNotKill) {
  const auto seen = [] {
    const Interrupt interrupt(must_not_be_called);
    return raise_and_wait(interrupt);
  };
  EXPECT_TRUE_ALONE(seen());
}

TEST(Interrupt, ARunThatDoesNotLetGoIsEndedAfterTheLastResort) {
  const auto stuck = [] {
    Interrupt interrupt([](int) { std::fputs("saved\n", stderr); });
    kill(getpid(), SIGINT);
    std::this_thread::sleep_for(30s);
  };
  EXPECT_EXIT(stuck(), testing::ExitedWithCode(130), "saved");
}

TEST(Interrupt, ALastResortThatFailsIsOneLineNotACrash) {
  const auto stuck = [] {
    Interrupt interrupt([](int) { throw std::runtime_error("the disk is full"); });
    kill(getpid(), SIGTERM);
    std::this_thread::sleep_for(30s);
  };
  EXPECT_EXIT(stuck(), testing::ExitedWithCode(143), "gpubench: interrupted: the disk is full");
}

TEST(Interrupt, ALongerGraceIsKept) {
  const auto kept = [] {
    const Interrupt interrupt(must_not_be_called, Interrupt::kGraceOfOthers);
    const bool seen = raise_and_wait(interrupt);
    std::this_thread::sleep_for(Interrupt::kGrace + 200ms);
    return seen;
  };
  EXPECT_TRUE_ALONE(kept());
}

TEST(Interrupt, TheLastResortWaitsForWhoWritesTheRecord) {
  const auto waited = [] {
    Interrupt interrupt(must_not_be_called);
    const std::lock_guard writing(interrupt.record());
    const bool seen = raise_and_wait(interrupt);
    std::this_thread::sleep_for(Interrupt::kGrace + 200ms);
    interrupt.let_go();
    return seen;
  };
  EXPECT_TRUE_ALONE(waited());
}

}  // namespace
}  // namespace gpubench

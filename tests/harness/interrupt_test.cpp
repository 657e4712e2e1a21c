#include "harness/interrupt.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace gpubench {
namespace {

using namespace std::chrono_literals;

/// The whole process is told; gtest's own threads don't matter.
void raise_and_wait(const Interrupt& interrupt) {
  kill(getpid(), SIGTERM);
  for (int i = 0; i < 200 && interrupt.signal() == 0; ++i) std::this_thread::sleep_for(5ms);
}

TEST(Interrupt, ASignalIsSeenAndDoesNotKill) {
  Interrupt interrupt([](int) { FAIL() << "the run let go in time"; });
  EXPECT_EQ(interrupt.signal(), 0);
  raise_and_wait(interrupt);
  EXPECT_EQ(interrupt.signal(), SIGTERM);
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
  Interrupt interrupt([](int) { FAIL() << "the run let go in time"; }, Interrupt::kGraceOfOthers);
  raise_and_wait(interrupt);
  std::this_thread::sleep_for(Interrupt::kGrace + 200ms);
  EXPECT_EQ(interrupt.signal(), SIGTERM);
}

TEST(Interrupt, TheLastResortWaitsForWhoWritesTheRecord) {
  Interrupt interrupt([](int) { FAIL() << "the record had a writer"; });
  const std::lock_guard writing(interrupt.record());
  raise_and_wait(interrupt);
  std::this_thread::sleep_for(Interrupt::kGrace + 200ms);
  EXPECT_EQ(interrupt.signal(), SIGTERM);
  interrupt.let_go();
}

}  // namespace
}  // namespace gpubench

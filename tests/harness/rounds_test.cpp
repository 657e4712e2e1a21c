#include "harness/rounds.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gpubench {
namespace {

TEST(Rounds, RunExactlyAsOftenAsAgreed) {
  for (const std::int64_t iterations : {1, 7, 512}) {
    std::int64_t calls = 0;
    run_round("round", iterations, [&] {
      ++calls;
      return Seconds(1e-6);
    });
    EXPECT_EQ(calls, iterations);
  }
}

TEST(Rounds, AFailureIsPassedOnAndNothingRunsAfterIt) {
  int calls = 0;
  const auto once = [&]() -> Seconds {
    if (++calls == 3) throw std::runtime_error("planted");
    return Seconds(1e-6);
  };
  EXPECT_THROW(run_round("round", 9, once), std::runtime_error);
  EXPECT_EQ(calls, 3);
}

}  // namespace
}  // namespace gpubench

#include "tests/support/judge_point.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include "tests/bench/native/host_twins.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

constexpr Machine kMachine{16_KiB, 64_KiB, 64_KiB, 64_MiB, 3, 1};

/// A stride reads words with this kernel.
std::optional<std::string> judge_stride(const char* stride, WordReadKernel kernel) {
  test::PlainBackend backend{2};
  Context context{backend, kMachine, nullptr, 42};
  for (const auto& benchmark : word_read_benchmarks({"twin", kernel, kernel, kernel})) {
    if (benchmark->description().name != "memory/stride") continue;
    return test::judge_point(*benchmark, {{"stride", stride}, {"working_set", "70052B"}}, context);
  }
  return "there is no such benchmark";
}

constexpr WordReadKernel kRight = test::run_twin<kernels::WordReadArguments, kernels::strided_read>;

TEST(JudgePoint, OnePointIsJudged) {
  EXPECT_EQ(judge_stride("12B", kRight), std::nullopt);
}

TEST(JudgePoint, ARefusedPointIsAReasonAndNeitherRightNorWrong) {
  const WordReadKernel wrong = [](Stream&, const kernels::WordReadArguments&) {};
  EXPECT_EQ(judge_stride("13B", wrong),
            "memory/stride stride=13B working_set=70052B: a stride is a whole number of 4-byte words");
}

TEST(JudgePoint, AWrongResultFails) {
  const auto judge = [] {
    judge_stride("12B", [](Stream& stream, const kernels::WordReadArguments& arguments) {
      kRight(stream, arguments);
      arguments.sums[0] ^= 1;
    });
  };
  EXPECT_NONFATAL_FAILURE(judge(), "");
}

}  // namespace
}  // namespace gpubench

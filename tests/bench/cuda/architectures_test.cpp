#include "bench/cuda/architectures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "bench/api/registrar.hpp"

namespace gpubench {
namespace {

bool run(const char* architectures, int capability) {
  return !lack_of_code(architectures, capability);
}

TEST(Architectures, CodeRunsOnItsCapabilityAndLaterOnesOfItsFamily) {
  EXPECT_TRUE(run("sm_80", 80));
  EXPECT_TRUE(run("sm_80", 86));
  EXPECT_FALSE(run("sm_86", 80)) << "an earlier one";
  EXPECT_FALSE(run("sm_80", 90)) << "another family";
  EXPECT_FALSE(run("sm_80", 75));
  EXPECT_TRUE(run("sm_100", 103));
  EXPECT_FALSE(run("sm_100", 110)) << "of 11, not of 10";
}

TEST(Architectures, PtxRunsOnItsCapabilityAndAllLaterOnes) {
  EXPECT_TRUE(run("compute_80", 80));
  EXPECT_TRUE(run("compute_80", 120));
  EXPECT_FALSE(run("compute_100", 90));
}

TEST(Architectures, OnesThatEndInALetterHoldForOneCapabilityOrFamily) {
  EXPECT_TRUE(run("sm_90a", 90));
  EXPECT_FALSE(run("sm_100a", 103));
  EXPECT_FALSE(run("compute_90a", 100)) << "PTX for one capability";
  EXPECT_TRUE(run("sm_100f", 103));
  EXPECT_FALSE(run("compute_100f", 110));
}

TEST(Architectures, AnyOfThemWillDoAndTheLackSaysWhatToAdd) {
  constexpr const char* built = "sm_80 sm_90 sm_100 compute_100";
  for (const int capability : {80, 86, 89, 90, 100, 103, 110, 120}) EXPECT_TRUE(run(built, capability));
  EXPECT_THAT(lack_of_code(built, 75).value_or(""),
              testing::AllOf(testing::HasSubstr("compute capability 7.5"), testing::HasSubstr(built),
                             testing::HasSubstr("add 75 to CMAKE_CUDA_ARCHITECTURES")));
  EXPECT_FALSE(run("", 90)) << "no code at all";
}

TEST(Architectures, AWordThatIsNoneIsRefused) {
  for (const char* word : {"90", "sm_", "sm_90x", "sm_90ab", "native", "compute_a"}) {
    EXPECT_THROW(run(word, 90), std::invalid_argument) << word;
  }
}

TEST(Architectures, OfThisBuildAreReadable) {
  EXPECT_NO_THROW(lack_of_code(kCudaArchitectures, 90));
  EXPECT_TRUE(lack_of_code(kCudaArchitectures, 10)) << "no toolkit builds for 1.0";
}

}  // namespace
}  // namespace gpubench

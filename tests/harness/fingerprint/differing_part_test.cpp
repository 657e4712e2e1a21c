#include "harness/fingerprint/differing_part.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

const std::string kMany(100, 'x');

TEST(DifferingPart, ShortTextsAreWhole) {
  EXPECT_EQ(differing_part("fpu avx", "fpu sse"), std::pair(std::string("fpu avx"), std::string("fpu sse")));
}

TEST(DifferingPart, TheWordsBetweenWhatIsAlikeAreKept) {
  EXPECT_EQ(differing_part(kMany + " avx2 avx512f " + kMany, kMany + " avx2 " + kMany),
            std::pair(std::string("... avx512f ..."), std::string("... (nothing) ...")));
}

TEST(DifferingPart, WordsAreNotCut) {
  EXPECT_EQ(differing_part(kMany + ":/opt/one/lib:" + kMany, kMany + ":/opt/other/lib:" + kMany),
            std::pair(std::string("... /opt/one/lib ..."), std::string("... /opt/other/lib ...")));
}

TEST(DifferingPart, OneThatIsTheOthersFrontOrBack) {
  EXPECT_EQ(differing_part(kMany + " a", kMany + " a b").second, "... b");
  EXPECT_EQ(differing_part("b " + kMany, kMany).first, "b ...");
  EXPECT_EQ(differing_part(kMany, kMany + "y"), std::pair(kMany, kMany + "y"));
  EXPECT_EQ(differing_part("", kMany), std::pair(std::string(), kMany));
}

}  // namespace
}  // namespace gpubench

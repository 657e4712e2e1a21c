#include "bench/numerics/digest.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

std::vector<float> some_values() {
  std::vector<float> values(10000);
  fill_inputs<float>(values, Family::rounded, 1, 0);
  return values;
}

Digest of(const std::vector<float>& values, std::uint64_t first = 0, int threads = 1) {
  return digest_of(std::span<const float>(values), first, threads);
}

// Computed with a separate implementation in Python of the formula in the header.
TEST(Digest, MatchesTheFormula) {
  const std::vector<float> values = {1.0F, -2.5F, 0.0F};
  EXPECT_EQ(to_string(of(values)), "6671e16514b77ab18cff071483f4ad87");
  const std::vector<std::int32_t> integers = {-1, 7};
  EXPECT_EQ(to_string(digest_of(std::span<const std::int32_t>(integers), 5)),
            "c5374abb1bd7240e7bd629a394b91f0b");
}

TEST(Digest, PartsAddInAnyOrder) {
  const auto values = some_values();
  const std::vector<float> head(values.begin(), values.begin() + 4321),
      tail(values.begin() + 4321, values.end());
  EXPECT_EQ(of(tail, 4321) + of(head), of(values));
  EXPECT_EQ(of(values, 0, 4), of(values));
  EXPECT_NE(of(tail) + of(head), of(values)) << "a part at a wrong place";
}

TEST(Digest, OneFlippedBitAnywhereChangesIt) {
  auto values = some_values();
  const Digest right = of(values);
  for (std::size_t i = 0; i < values.size(); i += 997) {
    for (int bit = 0; bit < 32; ++bit) {
      const float kept = values[i];
      values[i] = std::bit_cast<float>(std::bit_cast<std::uint32_t>(kept) ^ (1U << bit));
      EXPECT_NE(of(values), right) << i << ' ' << bit;
      values[i] = kept;
    }
  }
}

TEST(Digest, SwappedElementsAndSignedZerosDiffer) {
  EXPECT_NE(of({1, 2}), of({2, 1}));
  EXPECT_NE(of({0.0F}), of({-0.0F}));
}

TEST(Digest, AllNansAreOne) {
  const float other = std::bit_cast<float>(0xffc12345U);
  EXPECT_EQ(of({other}), of({std::numeric_limits<float>::quiet_NaN()}));
  EXPECT_NE(of({other}), of({HUGE_VALF}));
}

// FIPS 180-4's example.
TEST(Sha256, MatchesThePublishedVector) {
  const std::string text = "abc";
  EXPECT_EQ(sha256_of(std::as_bytes(std::span(text))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace gpubench

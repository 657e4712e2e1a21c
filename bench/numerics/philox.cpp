#include "bench/numerics/philox.hpp"

namespace gpubench {
namespace {

// Multipliers and Weyl constants of the paper's table 2.
constexpr std::uint64_t kMultiplier0 = 0xD2511F53;
constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

/// Many blocks beside one another: one array a counter word, so that each step of a round is one vector
/// operation.
template <std::size_t N>
using Lanes = std::array<std::array<std::uint32_t, N>, 4>;

template <std::size_t N>
inline void run_rounds(Lanes<N>& c, PhiloxKey key) {
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t l = 0; l < N; ++l) {
      const std::uint64_t p0 = kMultiplier0 * c[0][l];
      const std::uint64_t p1 = kMultiplier1 * c[2][l];
      c[0][l] = static_cast<std::uint32_t>(p1 >> 32) ^ c[1][l] ^ key[0];
      c[1][l] = static_cast<std::uint32_t>(p1);
      c[2][l] = static_cast<std::uint32_t>(p0 >> 32) ^ c[3][l] ^ key[1];
      c[3][l] = static_cast<std::uint32_t>(p0);
    }
    key[0] += kWeyl0;
    key[1] += kWeyl1;
  }
}

}  // namespace

void philox_words(std::uint64_t seed, std::uint32_t tensor, std::uint64_t first_block,
                  std::array<std::uint32_t, kPhiloxWords>& words) {
  Lanes<kPhiloxLanes> c;
  for (std::size_t l = 0; l < kPhiloxLanes; ++l) {
    c[0][l] = static_cast<std::uint32_t>(first_block + l);
    c[1][l] = static_cast<std::uint32_t>((first_block + l) >> 32);
    c[2][l] = tensor;
    c[3][l] = 0;
  }
  run_rounds(c, {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  for (std::size_t l = 0; l < kPhiloxLanes; ++l) {
    for (std::size_t w = 0; w < 4; ++w) words[4 * l + w] = c[w][l];
  }
}

PhiloxBlock philox(PhiloxBlock counter, PhiloxKey key) {
  Lanes<1> c{{{counter[0]}, {counter[1]}, {counter[2]}, {counter[3]}}};
  run_rounds(c, key);
  return {c[0][0], c[1][0], c[2][0], c[3][0]};
}

}  // namespace gpubench

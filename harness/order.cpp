#include "harness/order.hpp"

#include <limits>
#include <numeric>
#include <random>
#include <utility>

namespace gpubench {
namespace {

class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  /// Uniform in 0 .. bound-1.
  std::uint64_t below(std::uint64_t bound) {
    const std::uint64_t fair = std::numeric_limits<std::uint64_t>::max() / bound * bound;
    std::uint64_t drawn = next();
    while (drawn >= fair) drawn = next();
    return drawn % bound;
  }

 private:
  std::uint64_t state_;
};

}  // namespace

std::vector<std::size_t> shuffled_order(std::size_t count, std::uint64_t seed) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  SplitMix64 random(seed);
  for (std::size_t left = count; left > 1; --left) std::swap(order[left - 1], order[random.below(left)]);
  return order;
}

std::uint64_t draw_seed() {
  return std::random_device{}() * 0x100000001ULL & ((1ULL << 53) - 1);
}

}  // namespace gpubench

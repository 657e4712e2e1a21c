/// Pattern: values that repeat with a prime period, so that gigabytes are filled and checked at the speed of
/// memory.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace gpubench {

/// Elements of one period: prime, so that a block that lies wrong by any cache line, page or power of two
/// differs; its table stays in the second-level cache.
inline constexpr std::size_t kPatternPeriod = 4093;

/// One period of a tensor's inputs of family E: integers -3..3.
std::vector<std::int32_t> small_integers(std::uint64_t seed, std::uint32_t tensor);

/// x[i] = values[i mod period] as T.
template <class T>
class Pattern {
 public:
  Pattern() = default;
  /// value(j) for each place j of the period.
  explicit Pattern(const std::function<double(std::size_t)>& value);

  T operator[](std::size_t i) const { return values_[i % kPatternPeriod]; }
  /// Thread t fills the part that kernels::part_of gives it.
  void fill(T* data, std::size_t count, int threads) const;
  /// The first element that differs in any bit.
  std::optional<std::size_t> first_difference(const T* data, std::size_t count, int threads) const;

 private:
  std::vector<T> values_;
};

}  // namespace gpubench

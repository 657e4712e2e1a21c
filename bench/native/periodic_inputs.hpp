/// PeriodicInputs: a tensor whose values repeat with a prime period, so that any element is known without
/// keeping the tensor.
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {

/// x[i] = values[i mod 4093], the first period of the tensor fill_inputs() makes. 4093 is prime: a block that
/// lies wrong by any tile, row of usual length or power of two differs.
template <class T>
class PeriodicInputs {
 public:
  static constexpr std::uint64_t kPeriod = 4093;

  PeriodicInputs(Family family, std::uint64_t seed, std::uint32_t tensor) : values_(kPeriod) {
    fill_inputs<T>(values_, family, seed, tensor);
  }

  T operator[](std::uint64_t i) const { return values_[i % kPeriod]; }

  void upload(const Array<T>& array) const {
    std::vector<T> chunk(
        std::min<std::size_t>(array.size(), 256 * kPeriod));  // whole periods: every chunk is equal
    for (std::size_t i = 0; i < chunk.size(); ++i) chunk[i] = (*this)[i];
    for (std::size_t first = 0; first < array.size(); first += chunk.size()) {
      array.upload(std::span<const T>(chunk).first(std::min(chunk.size(), array.size() - first)), first);
    }
  }

 private:
  std::vector<T> values_;
};

/// NaN in every element.
template <class T>
void upload_poison(const Array<T>& array) {
  std::vector<T> chunk(std::min<std::size_t>(array.size(), 1 << 20));
  poison<T>(chunk);
  for (std::size_t first = 0; first < array.size(); first += chunk.size()) {
    array.upload(std::span<const T>(chunk).first(std::min(chunk.size(), array.size() - first)), first);
  }
}

}  // namespace gpubench

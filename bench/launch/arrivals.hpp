/// Arrivals: a counter in device memory, by which kernels that do nothing else prove that they ran.
#pragma once
#include <cstdint>

#include "bench/api/array.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

class Arrivals {
 public:
  explicit Arrivals(Backend& backend) : counter_(backend, 1) {}

  void reset() const;
  /// What kernels::cuda::arrive() counts in.
  std::uint64_t* counter() const { return counter_.data(); }
  /// Identical where exactly so many have arrived.
  Verdict judge(std::uint64_t expected) const;

 private:
  Array<std::uint64_t> counter_;
};

}  // namespace gpubench

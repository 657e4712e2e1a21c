/// Score: how far outputs lie from their reference, measured in what rounding explains.
#pragma once
#include <cstdint>
#include <vector>

#include "bench/numerics/formats.hpp"
#include "bench/numerics/inputs.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// What rounding may do to one output: eta = |y - ref| / (phi u_accumulator S + u_output |ref|), where S is
/// the sum of the magnitudes that were added, e.g. sum |a||b|.
struct Tolerance {
  double phi = 4;            ///< GEMM max(4, sqrt K), reductions max(4, sqrt n).
  double u_accumulator = 0;  ///< Unit roundoff of the accumulator.
  FloatFormat output = kF64;
  double terms = 1;  ///< K: what was added, for the bound gamma_K = K u / (1 - K u).
};

/// Takes outputs one by one, in any order; keeps constant memory.
class Score {
 public:
  explicit Score(Tolerance tolerance);

  /// index is the row-major global one. S is not negative.
  void add(std::uint64_t index, double output, double reference, double magnitude);

  /// identical never: that is for bits. statistical where eta <= 1 everywhere, bounded where gamma_K holds,
  /// else wrong. Where nothing was added: wrong. Fills the scores, `checked` and `detail`; digests and totals
  /// are the caller's.
  Verdict verdict(Family family) const;

 private:
  void keep_worst(std::uint64_t index, double eta, double output, double reference);
  double eta_quantile(double share) const;

  Tolerance tolerance_;
  double gamma_;  ///< Infinite where K u >= 1: there is no bound.
  std::uint64_t checked_ = 0;
  std::uint64_t beyond_bound_ = 0;
  double eta_max_ = 0;
  double ulp_max_ = 0;
  double error_squared_ = 0;
  double reference_squared_ = 0;
  std::uint64_t worst_index_ = 0;
  double worst_output_ = 0;
  double worst_reference_ = 0;
  std::vector<std::uint64_t> histogram_;  ///< Of eta, 16 bins a power of two.
};

}  // namespace gpubench

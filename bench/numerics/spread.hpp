/// Spread: how a library keeps how far values lie from their mean.
#pragma once
#include <cmath>

namespace gpubench {

enum class Spread { variance, inverse_sigma };  ///< inverse_sigma = 1 / sqrt(variance + epsilon)

inline double spread_of(Spread kind, double variance, float epsilon) {
  return kind == Spread::variance ? variance : 1 / std::sqrt(variance + static_cast<double>(epsilon));
}

/// Of what is kept.
inline double inverse_sigma_of(Spread kind, double kept, float epsilon) {
  return kind == Spread::inverse_sigma ? kept : spread_of(Spread::inverse_sigma, kept, epsilon);
}

}  // namespace gpubench

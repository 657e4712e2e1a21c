/// Whether C = A B was computed right. A is m x k, B k x n, C m x n, all row-major without gaps; of a batch,
/// one product after the other.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>

#include "bench/numerics/verdict.hpp"

namespace gpubench {

struct GemmShape {
  std::uint64_t m = 0, n = 0, k = 0;
  std::uint64_t batch = 1;  ///< Products of that shape, independent of each other.
};

/// What judging may use.
struct GemmCheck {
  std::uint64_t seed = 1;  ///< Chooses the elements and the factors.
  int threads = 1;
  /// Unit roundoff of the accumulator where it is not the usual one: f64's of f64 inputs, else f32's.
  std::optional<double> u_accumulator = std::nullopt;
};

// In and Out, below: float float, double double, Tf32 float, F16 F16, Bf16 Bf16, E4m3 Bf16, std::int8_t
// std::int32_t.

/// Family E (of std::int8_t either family). Every element, in O(mk + kn + mn): each row must satisfy
/// sum_j C_ij r_j == sum_k A_ik (B r)_k in 64-bit integers mod 2^64, where r is random and odd (Freivalds'
/// check by rows). An odd factor has an inverse mod 2^64, so one wrong element in a row is always seen;
/// several escape with a chance near 2^-63. No sum may need rounding: see thin_columns().
/// identical or wrong; digest, checked, total and the first wrong element filled in. A -0 is wrong: no sum
/// that starts from +0 ends there.
template <class In, class Out = In>
Verdict check_gemm_exact(GemmShape shape, std::span<const In> a, std::span<const In> b,
                         std::span<const std::type_identity_t<Out>> c, const GemmCheck& check);

/// Family R. 4096 elements chosen by Philox (all where there are no more) against a sum in long double, and
/// all of C for NaN and infinity, which no finite input gives. phi = max(4, sqrt k); S = sum |a||b|;
/// u_output is Out's. Not for integers.
template <class In, class Out = In>
Verdict check_gemm_rounded(GemmShape shape, std::span<const In> a, std::span<const In> b,
                           std::span<const std::type_identity_t<Out>> c, const GemmCheck& check);

/// Products of magnitude 9 whose sum Out holds whatever their signs: 227 for F16, 28 for Bf16, else all that
/// 9 k < 2^24 lets through.
template <class Out>
std::uint64_t exact_terms_max();

/// Sets elements of B to 0 so that each column keeps at most terms_max, one in every ceil(k / terms_max)
/// rows, a row further on in each column: every sum of family E is then exact in a narrow output too. Rows
/// beyond the reach of all columns (n < k / terms_max) are left to family R.
template <class In>
void thin_columns(GemmShape shape, std::span<In> b, std::uint64_t terms_max);

}  // namespace gpubench

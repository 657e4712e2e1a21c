/// Whether C = A B was computed right. A is m x k, B k x n, C m x n, all row-major without gaps; T is float
/// or double.
#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "bench/numerics/verdict.hpp"

namespace gpubench {

struct GemmShape {
  std::uint64_t m = 0, n = 0, k = 0;
};

/// What judging may use.
struct GemmCheck {
  std::uint64_t seed = 1;  ///< Chooses the elements and the factors.
  int threads = 1;
};

/// Family E. Every element, in O(mk + kn + mn): each row must satisfy sum_j C_ij r_j == sum_k A_ik (B r)_k in
/// 64-bit integers mod 2^64, where r is random and odd (Freivalds' check by rows). An odd factor has an
/// inverse mod 2^64, so one wrong element in a row is always seen; several escape with a chance near 2^-63.
/// identical or wrong; digest, checked, total and the first wrong element filled in. A -0 is wrong: no sum
/// that starts from +0 ends there.
template <class T>
Verdict check_gemm_exact(GemmShape shape, std::span<const T> a, std::span<const T> b, std::span<const T> c,
                         const GemmCheck& check);

/// Family R. 4096 elements chosen by Philox (all where there are no more) against a sum in long double, and
/// all of C for NaN and infinity, which no finite input gives. phi = max(4, sqrt k); S = sum |a||b|.
template <class T>
Verdict check_gemm_rounded(GemmShape shape, std::span<const T> a, std::span<const T> b, std::span<const T> c,
                           const GemmCheck& check);

}  // namespace gpubench

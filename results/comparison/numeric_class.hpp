/// NumericClass: how alike the outputs of two sides are, as far as their verification can tell.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gpubench::results {

/// Ascending from good to bad; `none` where an output was not checked.
enum class NumericClass { none, identical, statistical, bounded, wrong };
std::string_view to_string(NumericClass numeric);  ///< "", "IDENTICAL", "STATISTICAL" ...

/// A case's output in one launch.
struct Output {
  std::uint64_t seed = 0;   ///< Of its inputs: digests of other inputs say nothing.
  std::string correctness;  ///< Against the reference: identical, statistical, bounded, wrong, unchecked.
  std::string digest;
  double eta_max = 0;
};

/// IDENTICAL: all digests of equal inputs are equal, some of them across the sides; or, where no input was
/// equal, each output is bitwise its reference. STATISTICAL: every eta is at most 1. BOUNDED: some output is
/// only within the worst case's bound. WRONG: some output is wrong.
NumericClass numeric_class(std::span<const Output> a, std::span<const Output> b);

}  // namespace gpubench::results

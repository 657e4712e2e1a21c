/// GemmProduct: C = A B of one type and shape, as one library computes it.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bench/api/backend.hpp"

namespace gpubench {

class GemmProduct {
 public:
  virtual ~GemmProduct() = default;
  /// Addresses of the backend's memory; A [m,k], B [k,n] and C [m,n] are row-major without gaps, of a batch
  /// one after the other.
  virtual void enqueue(Stream& stream, const void* a, const void* b, void* c) = 0;
  /// Whether b is the transpose of B, [n,k] row-major: what some libraries demand of 8-bit types.
  virtual bool takes_transposed_b() const { return false; }
  /// Unit roundoff of the accumulator, where it is not the usual one of the type.
  virtual std::optional<double> u_accumulator() const { return std::nullopt; }
  /// Whether the library says that its repeats give the same bits.
  virtual bool promises_identical_repeats() const { return true; }
  virtual std::vector<std::pair<std::string, std::string>> facts() const { return {}; }
};

}  // namespace gpubench

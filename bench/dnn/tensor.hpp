/// TypedTensor: a tensor in the memory of any backend, stored in a type that is known at run time only.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/dnn/element.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// What a tensor holds: its values, which f32 holds whatever the type, and the bits that are stored.
struct TensorContents {
  std::vector<float> values;
  Digest digest;
  std::string sha256;
};

class TypedTensor {
 public:
  /// Throws std::bad_alloc.
  TypedTensor(Backend& backend, ElementType type, std::uint64_t count);

  void* data() const;
  std::span<std::byte> extent() const;
  /// Values that the type holds exactly, as many as the tensor has.
  void upload(std::span<const float> values, int threads) const;
  /// NaN in every element.
  void upload_poison() const;
  TensorContents download(int threads) const;
  Digest digest(int threads) const;

 private:
  std::variant<Array<float>, Array<F16>, Array<Bf16>> array_;
};

}  // namespace gpubench

#include "bench/dnn/tensor.hpp"

#include <algorithm>
#include <bit>
#include <type_traits>

#include "bench/numerics/digest.hpp"
#include "bench/numerics/inputs.hpp"
#include "bench/numerics/parallel.hpp"

namespace gpubench {
namespace {

/// What is converted or poisoned at a time: it stays in the last-level cache until carried over.
constexpr std::size_t kPiece = std::size_t{1} << 20;

using AnyArray = std::variant<Array<float>, Array<F16>, Array<Bf16>>;

AnyArray make_array(Backend& backend, ElementType type, std::size_t count) {
  if (type == ElementType::f16) return Array<F16>(backend, count);
  if (type == ElementType::bf16) return Array<Bf16>(backend, count);
  return Array<float>(backend, count);
}

/// bf16 is the upper half of f32: of a value that it holds exactly nothing is lost, and large tensors are
/// carried over in a fraction of the time that rounding takes.
template <class T>
T narrowed(float value) {
  if constexpr (std::is_same_v<T, F16>) return to_f16(static_cast<double>(value));
  if constexpr (std::is_same_v<T, Bf16>)
    return {static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(value) >> 16)};
}
float widened(F16 value) {
  return static_cast<float>(to_double(value));
}
float widened(Bf16 value) {
  return std::bit_cast<float>(std::uint32_t{value.bits} << 16);
}

template <class T>
void upload_narrowed(const Array<T>& array, std::span<const float> values, int threads) {
  std::vector<T> piece(std::min(kPiece, values.size()));
  for (std::size_t first = 0; first < values.size(); first += piece.size()) {
    const std::size_t count = std::min(piece.size(), values.size() - first);
    for_parts(count, 1024, threads, [&](std::uint64_t begin, std::uint64_t end) {
      for (std::uint64_t i = begin; i < end; ++i) piece[i] = narrowed<T>(values[first + i]);
    });
    array.upload(std::span<const T>(piece).first(count), first);
  }
}

template <class T>
std::vector<float> widen_all(std::span<const T> stored, int threads) {
  std::vector<float> values(stored.size());
  for_parts(stored.size(), 1024, threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t i = begin; i < end; ++i) values[i] = widened(stored[i]);
  });
  return values;
}

}  // namespace

TypedTensor::TypedTensor(Backend& backend, ElementType type, std::uint64_t count)
    : array_(make_array(backend, type, count)) {}

void* TypedTensor::data() const {
  return std::visit([](const auto& array) -> void* { return array.data(); }, array_);
}

std::span<std::byte> TypedTensor::extent() const {
  return std::visit([](const auto& array) { return array.extent(); }, array_);
}

void TypedTensor::upload(std::span<const float> values, int threads) const {
  if (const auto* array = std::get_if<Array<float>>(&array_)) return array->upload(values);
  if (const auto* array = std::get_if<Array<F16>>(&array_)) return upload_narrowed(*array, values, threads);
  upload_narrowed(std::get<Array<Bf16>>(array_), values, threads);
}

void TypedTensor::upload_poison() const {
  const auto upload = []<class T>(const Array<T>& array) {
    std::vector<T> piece(std::min(kPiece, array.size()));
    poison<T>(piece);
    for (std::size_t first = 0; first < array.size(); first += piece.size()) {
      array.upload(std::span<const T>(piece).first(std::min(piece.size(), array.size() - first)), first);
    }
  };
  std::visit(upload, array_);
}

TensorContents TypedTensor::download(int threads) const {
  const auto read = [&]<class T>(const Array<T>& array) {
    std::vector<T> stored = array.download();
    TensorContents contents;
    contents.digest = digest_of(std::span<const T>(stored), 0, threads);
    contents.sha256 = sha256_of(std::as_bytes(std::span(stored)));
    if constexpr (std::is_same_v<T, float>) {
      contents.values = std::move(stored);
    } else {
      contents.values = widen_all(std::span<const T>(stored), threads);
    }
    return contents;
  };
  return std::visit(read, array_);
}

Digest TypedTensor::digest(int threads) const {
  const auto of = [&]<class T>(const Array<T>& array) {
    return digest_of(std::span<const T>(array.download()), 0, threads);
  };
  return std::visit(of, array_);
}

}  // namespace gpubench

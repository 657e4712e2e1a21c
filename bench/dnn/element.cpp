#include "bench/dnn/element.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "bench/numerics/parallel.hpp"

namespace gpubench {
namespace {

struct ElementRow {
  const char* name;
  std::size_t size;
  FloatFormat format;
};

/// In the order of ElementType.
constexpr std::array<ElementRow, 3> kElementRows = {{{"f32", 4, kF32}, {"f16", 2, kF16}, {"bf16", 2, kBf16}}};

const ElementRow& row_of(ElementType type) {
  return kElementRows[static_cast<std::size_t>(type)];
}

/// To the nearest, ties to even, of a finite value: bf16 is the upper half of f32.
float round_to_bf16(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return std::bit_cast<float>((bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000U);
}

}  // namespace

ElementType parse_element_type(std::string_view text) {
  for (std::size_t i = 0; i < kElementRows.size(); ++i) {
    if (text == kElementRows[i].name) return static_cast<ElementType>(i);
  }
  throw std::invalid_argument(fmt::format("no element type '{}'; choose f32, f16 or bf16", text));
}

const char* to_string(ElementType type) {
  return row_of(type).name;
}

std::size_t size_of(ElementType type) {
  return row_of(type).size;
}

FloatFormat format_of(ElementType type) {
  return row_of(type).format;
}

void round_values(ElementType type, std::span<float> values, int threads) {
  if (type == ElementType::f32) return;
  const FloatFormat format = format_of(type);
  for_parts(values.size(), 1024, threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t i = begin; i < end; ++i) {
      values[i] = type == ElementType::bf16
                      ? round_to_bf16(values[i])
                      : static_cast<float>(round_to(format, static_cast<double>(values[i])));
    }
  });
}

}  // namespace gpubench

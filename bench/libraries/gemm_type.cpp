#include "bench/libraries/gemm_type.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace gpubench {
namespace {

struct Row {
  GemmType type;
  const char* name;
  std::size_t input;
  std::size_t output;
};

constexpr std::array<Row, 7> kRows = {{
    {GemmType::f64, "f64", 8, 8},
    {GemmType::f32, "f32", 4, 4},
    {GemmType::tf32, "tf32", 4, 4},
    {GemmType::f16, "f16", 2, 2},
    {GemmType::bf16, "bf16", 2, 2},
    {GemmType::e4m3, "e4m3", 1, 2},
    {GemmType::s8, "s8", 1, 4},
}};

const Row& row_of(GemmType type) {
  return kRows[static_cast<std::size_t>(type)];
}

}  // namespace

GemmType parse_gemm_type(std::string_view text) {
  for (const Row& row : kRows) {
    if (text == row.name) return row.type;
  }
  throw std::invalid_argument(
      fmt::format("gemm: no type '{}'; choose f64, f32, tf32, f16, bf16, e4m3 or s8", text));
}

const char* to_string(GemmType type) {
  return row_of(type).name;
}

std::size_t input_size(GemmType type) {
  return row_of(type).input;
}

std::size_t output_size(GemmType type) {
  return row_of(type).output;
}

}  // namespace gpubench

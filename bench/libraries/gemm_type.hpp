/// GemmType: in which types libraries multiply; the axis "type" of gemm.
#pragma once
#include <cstddef>
#include <string_view>

namespace gpubench {

/// Named by what A and B hold. C is of the same type, but f32 of tf32, bf16 of e4m3 and s32 of s8; sums are
/// made in f32, of f64 in f64, of s8 in s32.
enum class GemmType { f64, f32, tf32, f16, bf16, e4m3, s8 };

/// Throws std::invalid_argument naming the accepted words.
GemmType parse_gemm_type(std::string_view text);
const char* to_string(GemmType type);

/// Bytes of an element of A or B, and of C.
std::size_t input_size(GemmType type);
std::size_t output_size(GemmType type);

}  // namespace gpubench

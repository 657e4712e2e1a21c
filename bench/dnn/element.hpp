/// ElementType: what the tensors of a network's operations hold; the axis "type".
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

#include "bench/numerics/formats.hpp"

namespace gpubench {

/// Arithmetic is f32's in any case: the types are what is stored.
enum class ElementType { f32, f16, bf16 };

/// Throws std::invalid_argument naming the accepted words.
ElementType parse_element_type(std::string_view text);
const char* to_string(ElementType type);
std::size_t size_of(ElementType type);  ///< Bytes.
FloatFormat format_of(ElementType type);

/// Each, finite, to the nearest value that the type holds.
void round_values(ElementType type, std::span<float> values, int threads);

}  // namespace gpubench

/// UTF-8, as Unicode 15 (3.9, table 3-7) defines it: no overlong forms, no surrogates, nothing above
/// U+10FFFF.
#pragma once
#include <string_view>

namespace gpubench::results {

/// What take_character gives for a byte that begins no well-formed sequence.
inline constexpr char32_t kBrokenCharacter = 0xFFFFFFFF;

/// The next character of the text, taken from its front; a broken one takes one byte. The text is not empty.
char32_t take_character(std::string_view& text);

/// Well-formed UTF-8 without a NUL.
bool is_text(std::string_view bytes);

}  // namespace gpubench::results

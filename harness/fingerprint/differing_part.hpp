/// DifferingPart: of two long texts that are much alike, what is not.
#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace gpubench {

/// Both texts without the words they begin and end with alike, "..." in their place; as they are where they
/// are short. Words end at a space, comma or colon: lists of processor flags, of folders, of tunables.
std::pair<std::string, std::string> differing_part(std::string_view a, std::string_view b);

}  // namespace gpubench

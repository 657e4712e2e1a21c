/// SeedOption: the one option of these programs.
#pragma once
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace gpubench::calibration {

/// 1, or N of `--seed N`; nothing, after a line on stderr, where something else was typed.
inline std::optional<std::uint64_t> read_seed(std::string_view program, int count, char** words) {
  if (count == 1) return 1;
  if (count == 3 && std::string_view(words[1]) == "--seed") return std::strtoull(words[2], nullptr, 10);
  fmt::print(stderr, "{}: its only option is --seed N\n", program);
  return std::nullopt;
}

}  // namespace gpubench::calibration

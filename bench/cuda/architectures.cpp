#include "bench/cuda/architectures.hpp"

#include <fmt/format.h>

#include <charconv>
#include <sstream>
#include <stdexcept>

namespace gpubench {
namespace {

/// "sm_90a": code, 90, 'a'.
struct Architecture {
  bool code = false;  ///< Else PTX.
  int capability = 0;
  char kind = 0;
};

Architecture parse_architecture(const std::string& word) {
  const auto fail = [&] { return std::invalid_argument(fmt::format("'{}' is no CUDA architecture", word)); };
  Architecture architecture;
  architecture.code = word.starts_with("sm_");
  if (!architecture.code && !word.starts_with("compute_")) throw fail();
  const char* const begin = word.data() + word.find('_') + 1;
  const char* const end = word.data() + word.size();
  const auto [rest, error] = std::from_chars(begin, end, architecture.capability);
  if (error != std::errc() || end - rest > 1) throw fail();
  if (rest != end) architecture.kind = *rest;
  if (architecture.kind != 0 && architecture.kind != 'a' && architecture.kind != 'f') throw fail();
  return architecture;
}

bool runs_on(const Architecture& architecture, int capability) {
  if (architecture.kind == 'a') return capability == architecture.capability;
  if (capability < architecture.capability) return false;
  const bool same_family = capability / 10 == architecture.capability / 10;
  return same_family || (!architecture.code && architecture.kind == 0);
}

}  // namespace

std::optional<std::string> lack_of_code(std::string_view architectures, int compute_capability) {
  std::istringstream words{std::string(architectures)};
  for (std::string word; words >> word;) {
    if (runs_on(parse_architecture(word), compute_capability)) return std::nullopt;
  }
  return fmt::format(
      "it is of compute capability {}.{}, and the kernels of this build are for {}: add {} to "
      "CMAKE_CUDA_ARCHITECTURES",
      compute_capability / 10, compute_capability % 10, architectures, compute_capability);
}

}  // namespace gpubench

#include "bench/numerics/verdict.hpp"

#include <fmt/format.h>

namespace gpubench {

const char* to_string(Correctness correctness) {
  switch (correctness) {
    case Correctness::identical:
      return "identical";
    case Correctness::statistical:
      return "statistical";
    case Correctness::bounded:
      return "bounded";
    case Correctness::wrong:
      return "wrong";
    case Correctness::unchecked:
      return "unchecked";
  }
  return "unknown";
}

std::string to_string(const Digest& digest) {
  return fmt::format("{:016x}{:016x}", digest.first, digest.second);
}

}  // namespace gpubench

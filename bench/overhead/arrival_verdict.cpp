#include "bench/overhead/arrival_verdict.hpp"

#include <fmt/format.h>

namespace gpubench {

Verdict judge_arrivals(std::uint64_t arrived, std::uint64_t expected, const char* what) {
  Verdict verdict;
  verdict.family = std::string("arrival");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
  verdict.checked = verdict.total = expected;
  verdict.correctness = arrived == expected ? Correctness::identical : Correctness::wrong;
  if (arrived != expected) verdict.detail = fmt::format("{} {}, not {}", arrived, what, expected);
  return verdict;
}

}  // namespace gpubench

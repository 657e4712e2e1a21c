#include "bench/launch/arrivals.hpp"

#include <fmt/format.h>

#include <array>

namespace gpubench {

void Arrivals::reset() const {
  counter_.upload(std::array<std::uint64_t, 1>{0});
}

Verdict Arrivals::judge(std::uint64_t expected) const {
  const std::uint64_t arrived = counter_.download().front();
  Verdict verdict;
  verdict.family = std::string("arrival");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
  verdict.checked = verdict.total = 1;
  verdict.correctness = arrived == expected ? Correctness::identical : Correctness::wrong;
  if (arrived != expected) verdict.detail = fmt::format("{} kernels have run, not {}", arrived, expected);
  return verdict;
}

}  // namespace gpubench

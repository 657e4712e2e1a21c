#include "harness/doctor/finding.hpp"

#include <algorithm>

namespace gpubench::doctor {

std::string to_string(Result result) {
  switch (result) {
    case Result::good:
      return "good";
    case Result::note:
      return "note";
    case Result::warning:
      return "warning";
    case Result::invalid:
      return "invalid";
    case Result::unknown:
      return "unknown";
  }
  return "unknown";
}

Result overall(const Findings& findings) {
  for (const Result grave : {Result::invalid, Result::warning}) {
    if (std::ranges::any_of(findings, [grave](const Finding& one) { return one.result == grave; }))
      return grave;
  }
  return Result::good;
}

}  // namespace gpubench::doctor

#include "harness/study/batches_text.hpp"

#include <fmt/format.h>

#include "harness/plan.hpp"
#include "harness/study/fresh_launch.hpp"

namespace gpubench {

std::string batches_text(const results::ResultFile& file) {
  std::string text;
  for (const results::CaseIndex& one : file.index(0)) {
    const results::Case measured = file.read_case(0, one.id);
    if (measured.status != results::Status::measured) continue;
    text += fmt::format("{} {}\n", measured.batch, case_words(one.backend, one.name, one.axes));
  }
  return text.size() > kVariableMax ? std::string() : text;
}

}  // namespace gpubench

#include "harness/study/batches.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/plan.hpp"
#include "harness/study/fresh_launch.hpp"

namespace gpubench {

void add_batches(const results::ResultFile& file, Batches& batches) {
  for (const results::CaseIndex& one : file.index(0)) {
    std::string words = case_words(one.backend, one.name, one.axes);
    // A line is a case: what would break one is no case of ours.
    const bool breaks = std::ranges::any_of(words, [](unsigned char c) { return c < ' '; });
    if (one.status != "measured" || breaks || batches.contains(words)) continue;
    batches.emplace(std::move(words), file.read_case(0, one.id).batch);
  }
}

bool has_given_batch(const results::ResultFile& file) {
  return std::ranges::any_of(file.index(0), [&](const results::CaseIndex& one) {
    return std::ranges::any_of(file.read_case(0, one.id).facts,
                               [](const auto& fact) { return fact.first == "batch_given"; });
  });
}

std::string batches_text(const Batches& batches) {
  std::string text;
  for (const auto& [words, batch] : batches) {
    const std::string line = fmt::format("{} {}\n", batch, words);
    if (text.size() + line.size() > kVariableMax) break;
    text += line;
  }
  return text;
}

}  // namespace gpubench

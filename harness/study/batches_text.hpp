/// batches_text(): the batches that a study's other launches take.
#pragma once
#include <string>

#include "results/store.hpp"

namespace gpubench {

/// A line for each case that the file's first launch measured: operations in a sample, a space, case_words().
/// Empty where it is longer than kVariableMax. Throws what the file's reader throws.
std::string batches_text(const results::ResultFile& file);

}  // namespace gpubench

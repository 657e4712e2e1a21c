/// Batches: operations in a sample, as the launches of a study's pairs take them from one another.
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "results/store.hpp"

namespace gpubench {

/// By case_words().
using Batches = std::map<std::string, std::uint64_t>;

/// Of the cases that the file's first launch measured, those not known yet. Throws what its reader throws.
void add_batches(const results::ResultFile& file, Batches& batches);
/// Did its first launch take a batch that it was given?
bool has_given_batch(const results::ResultFile& file);

/// What RunOptions::batches is read from: a line for each case, its batch, a space and its words; the first
/// kVariableMax bytes of them, in whole lines.
std::string batches_text(const Batches& batches);

}  // namespace gpubench

/// Merge: files of several launches or sites joined into one study.
#pragma once
#include <filesystem>
#include <vector>

namespace gpubench::results {

/// Every launch of the inputs in one new file, each with all its group holds, also what no schema knows. What
/// an input has at its root (created, generator, unknown attributes and objects) is kept in merged/<its
/// hash>; SCHEMA.md tells. All inputs are verified first. Throws DataError: one is damaged, is a journal,
/// leads out of itself by a link, or a launch is there twice, by its id or by its measurements; CreateError
/// and IoError as StoreWriter.
void merge(const std::vector<std::filesystem::path>& inputs, const std::filesystem::path& output,
           bool replace);

}  // namespace gpubench::results

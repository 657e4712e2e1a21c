/// ReferenceFile: a result file kept for others to be set beside, found by its name.
#pragma once
#include <filesystem>
#include <string>

namespace gpubench {

/// Where references are looked for: $GPUBENCH_REFERENCES, else `reference` in the program's folder, else
/// ../share/gpubench/reference beside it.
std::filesystem::path reference_folder();

/// What is there under that name, else NAME.h5 in the folder. Throws results::InputError where neither is,
/// naming the references that are there, the nearest first.
std::filesystem::path find_reference(const std::string& name, const std::filesystem::path& folder);

}  // namespace gpubench

/// Publish: a file that was written whole under another name gets its own.
#pragma once
#include <filesystem>

namespace gpubench::results {

/// Makes the temporary file durable and renames it to target, in the same folder. Throws CreateError where
/// the target exists and is not to be replaced, IoError.
void publish(const std::filesystem::path& temporary, const std::filesystem::path& target, bool replace);

}  // namespace gpubench::results

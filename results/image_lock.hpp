/// The lock of an image (scripts/image/lock), against what a launch recorded of the image it ran in.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "results/model.hpp"

namespace gpubench::results {

struct ImageLock {
  std::string sha256;                           ///< Of the lock's text, 64 hexadecimal digits.
  std::map<std::string, std::string> packages;  ///< Version by name.
};

/// Throws InputError where there is no such file, DataError naming the first line that is none of a lock.
ImageLock read_image_lock(const std::filesystem::path& path);
/// Of a lock's text; `name` is for errors. Throws DataError.
ImageLock parse_image_lock(std::string_view text, const std::string& name);

/// What speaks against the launch having run in an image of this lock, a line each; empty: all its ranks did.
///
/// Checks: the fact image.lock of every rank is the lock's SHA-256; each package of the lock is a fact
/// package.dpkg.<name> of its version, and no other package is but gpubench itself, which no lock names.
std::vector<std::string> verify_image(const Launch& launch, const ImageLock& lock);

}  // namespace gpubench::results

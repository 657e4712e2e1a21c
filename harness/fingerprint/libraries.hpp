/// Libraries: which builds of which shared libraries are mapped into this process, scope loaded.
#pragma once
#include "harness/fingerprint/facts.hpp"
#include "harness/fingerprint/file_hashes.hpp"
#include "harness/fingerprint/privacy.hpp"

namespace gpubench {

/// Of every one, those that modules have opened too. Key "library.<name up to .so>": the file's own name (its
/// full version) and its GNU build id, where it has one; and with ".sha256" behind it the hash of the file:
/// two builds of one version differ in the former, a patched or stripped copy in the latter. Folders are left
/// out: they differ between sites and may be homes. The kernel's own (linux-vdso) is no file, and left out.
std::vector<results::Fact> collect_libraries(FileHashes& hashes, const Privacy& privacy);

/// "libopenblas" of "/usr/lib/libopenblas.so.0"; of a file that is no ".so" its whole name.
std::string library_stem(const std::string& path);

}  // namespace gpubench

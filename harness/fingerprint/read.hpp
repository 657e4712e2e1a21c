/// Read: the fingerprints that files hold.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "harness/fingerprint/difference.hpp"

namespace gpubench {

/// What `fingerprint --json` printed: FINGERPRINT.md, "gpubench-fingerprint/1". Throws results::DataError
/// naming the place where it is none, or a hash is not that of its facts.
std::vector<results::Fact> facts_from_json(const std::string& text, const std::string& place);

/// A result file or journal, or a file of JSON as above; "FILE@LAUNCH" is one launch of several, by its place
/// from 1 on or the first letters of its ULID. Throws results::InputError (no such file), DataError (neither
/// of them, damage), UsageError (several launches and none named, or no such launch).
FingerprintSide read_fingerprint(const std::string& name);

/// The place of the launch that is meant. `wanted` empty: the only one. Throws results::UsageError.
std::size_t find_launch(const std::vector<results::Launch>& launches, std::string_view wanted,
                        const std::string& file);

}  // namespace gpubench

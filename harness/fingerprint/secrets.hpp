/// Secrets: what in a text may be one, whoever's: keys, tokens and passwords, addresses, the names of
/// variables that hold them.
#pragma once
#include <string_view>

namespace gpubench {

/// A word as issuers of tokens make them: their own front ("ghp_", "AKIA", "sk-") and more behind it, or a
/// run of 24 letters and digits that is no hexadecimal number. Versions and build names of packages are
/// neither.
bool is_issued_token(std::string_view text);

/// Besides issued tokens: a run of 20 that mixes letters and digits, "-_+" counted with them. Paths, lists
/// and sentences break it up.
bool looks_like_token(std::string_view text);

/// NCCL_TOKEN, --password: the name of a variable or option whose value nobody should see.
bool names_a_secret(std::string_view name);

/// An address of IP version 4 or 6 or of a network adapter (MAC), a URL, or user@host.
bool has_address(std::string_view text);

}  // namespace gpubench

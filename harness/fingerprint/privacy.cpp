#include "harness/fingerprint/privacy.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <regex>
#include <utility>

namespace gpubench {
namespace {

constexpr std::size_t kNameMin = 3;
// Shorter runs of letters and digits are versions and build names; keys and tokens of the usual issuers are
// longer.
constexpr std::size_t kTokenMin = 20;

bool is_token_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '+';
}

/// A long run that mixes letters and digits as keys do. Paths, lists and sentences break it up.
bool looks_like_token(std::string_view value) {
  std::size_t run = 0, digits = 0, letters = 0;
  for (const char c : value) {
    if (!is_token_character(c)) {
      run = digits = letters = 0;
      continue;
    }
    ++run;
    digits += std::isdigit(static_cast<unsigned char>(c)) != 0;
    letters += std::isalpha(static_cast<unsigned char>(c)) != 0;
    if (run >= kTokenMin && digits >= 3 && letters >= 3) return true;
  }
  return false;
}

/// "libblas.so.3 build id 6fff27a5..." without the id, which is as public as the package it came in.
std::string_view without_build_id(std::string_view value) {
  constexpr std::string_view mark = " build id ";
  const auto at = value.find(mark);
  if (at == std::string_view::npos) return value;
  const auto is_hex = [](unsigned char c) { return std::isxdigit(c) != 0; };
  return std::ranges::all_of(value.substr(at + mark.size()), is_hex) ? value.substr(0, at) : value;
}

bool names_a_secret(std::string_view name) {
  std::string upper(name);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  for (const char* word :
       {"SECRET", "TOKEN", "PASS", "CREDENTIAL", "AUTH", "PRIVATE", "API_KEY", "APIKEY", "_KEY"})
    if (upper.find(word) != std::string::npos) return true;
  return false;
}

bool has_address(std::string_view value) {
  static const std::regex address(
      R"((^|[^0-9.])[0-9]{1,3}(\.[0-9]{1,3}){3}($|[^0-9.]))"  // 192.0.2.1
      // fd00::2, and MAC addresses; not a list of folders
      R"(|(^|[^0-9A-Za-z/._-])(([0-9a-fA-F]{0,4}:){3,}[0-9a-fA-F]|[0-9a-fA-F]{1,4}::))"
      R"(|://|[A-Za-z0-9._-]+@[A-Za-z0-9])");  // URLs, user@host
  return std::regex_search(value.begin(), value.end(), address);
}

/// The name as a whole word: user "ann" is not in "annotate".
bool has_name(std::string_view value, std::string_view name) {
  if (name.size() < kNameMin) return false;
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (auto at = value.find(name); at != std::string_view::npos; at = value.find(name, at + 1)) {
    const auto end = at + name.size();
    if ((at == 0 || !is_word(value[at - 1])) && (end == value.size() || !is_word(value[end]))) return true;
  }
  return false;
}

std::string environment_or_empty(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

Privacy::Privacy(std::string home, std::string user, std::string host)
    : home_(std::move(home)), user_(std::move(user)), host_(std::move(host)) {
  host_.erase(std::min(host_.find('.'), host_.size()));  // the first label is in the full name too
}

Privacy Privacy::of_this_process() {
  std::string home = environment_or_empty("HOME"), user = environment_or_empty("USER");
  if (user.empty()) user = environment_or_empty("LOGNAME");
  if (home.empty() || user.empty()) {
    if (const passwd* entry = getpwuid(getuid())) {
      if (home.empty()) home = entry->pw_dir;
      if (user.empty()) user = entry->pw_name;
    }
  }
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  return {std::move(home), std::move(user), host};
}

std::optional<std::string> Privacy::objection(std::string_view name, std::string_view value) const {
  if (names_a_secret(name)) return "its name is that of a secret";
  if ((home_.size() >= kNameMin && value.find(home_) != std::string_view::npos) ||
      value.find("/home/") != value.npos || value.find("/Users/") != value.npos || has_name(value, "/root"))
    return "a home folder";
  if (has_address(value)) return "an address";
  if (has_name(value, user_) || has_name(value, host_)) return "the name of a user or host";
  if (looks_like_token(without_build_id(value))) return "it looks like a secret";
  return std::nullopt;
}

}  // namespace gpubench

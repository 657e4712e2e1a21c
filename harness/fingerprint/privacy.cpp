#include "harness/fingerprint/privacy.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "harness/fingerprint/facts.hpp"
#include "harness/fingerprint/names.hpp"
#include "harness/fingerprint/secrets.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kNameMin = 3;

/// "libblas.so.3 build id 6fff27a5..." without the id, which is as public as the package it came in.
std::string_view without_build_id(std::string_view value) {
  constexpr std::string_view mark = " build id ";
  const auto at = value.find(mark);
  if (at == std::string_view::npos) return value;
  const auto is_hex = [](unsigned char c) { return std::isxdigit(c) != 0; };
  return std::ranges::all_of(value.substr(at + mark.size()), is_hex) ? value.substr(0, at) : value;
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

}  // namespace

Privacy::Privacy(std::string home, std::string user, std::string host)
    : home_(std::move(home)), user_(std::move(user)), host_(std::move(host)) {
  host_.erase(std::min(host_.find('.'), host_.size()));  // the first label is in the full name too
}

Privacy Privacy::of_this_process() {
  Names names = names_of_this_process();
  return {std::move(names.home), std::move(names.user), std::move(names.host)};
}

std::optional<std::string> Privacy::objection(std::string_view name, std::string_view value) const {
  if (names_a_secret(name)) return "its name is that of a secret";
  value = value.substr(0, kFactValueMax);  // the rest is not recorded
  if ((home_.size() >= kNameMin && value.find(home_) != std::string_view::npos) ||
      value.find("/home/") != value.npos || value.find("/Users/") != value.npos || has_name(value, "/root"))
    return "a home folder";
  if (has_address(value)) return "an address";
  if (has_name(value, user_) || has_name(value, host_)) return "the name of a user or host";
  if (looks_like_token(without_build_id(value))) return "it looks like a secret";
  return std::nullopt;
}

}  // namespace gpubench

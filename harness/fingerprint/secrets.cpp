#include "harness/fingerprint/secrets.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <string>

namespace gpubench {
namespace {

// Shorter runs of letters and digits are versions and build names; keys and tokens of the usual issuers are
// longer.
constexpr std::size_t kTokenMin = 20;
constexpr std::size_t kUnbrokenMin = 24;  // conda: "cuda120py311h64f3b4e_200"
constexpr std::size_t kAfterFront = 12;
// GitHub, GitLab, AWS, Slack, Hugging Face, OpenAI and others, NVIDIA, PyPI, npm, Docker, JSON web tokens.
constexpr std::array<std::string_view, 19> kFronts = {
    "ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "glpat-", "AKIA", "ASIA",      "xoxb-", "xoxp-",
    "hf_",  "sk-",  "sk_",  "pk_",  "nvapi-",      "pypi-",  "npm_", "dckr_pat_", "eyJ"};

bool is_letter_or_digit(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

bool is_token_character(char c) {
  return is_letter_or_digit(c) || c == '_' || c == '-' || c == '+';
}

bool has_issuers_front(std::string_view text) {
  return std::ranges::any_of(kFronts, [text](std::string_view front) {
    for (auto at = text.find(front); at != std::string_view::npos; at = text.find(front, at + 1)) {
      if (at > 0 && is_letter_or_digit(text[at - 1])) continue;
      const std::string_view rest = text.substr(at + front.size());
      const auto end = std::ranges::find_if_not(rest, is_token_character);
      if (static_cast<std::size_t>(end - rest.begin()) >= kAfterFront) return true;
    }
    return false;
  });
}

/// Letters and digits without a break, mixed, and not a hash.
bool has_unbroken_run(std::string_view text) {
  std::size_t run = 0, digits = 0, hexadecimal = 0;
  for (const char c : text) {
    if (!is_letter_or_digit(c)) {
      run = digits = hexadecimal = 0;
      continue;
    }
    ++run;
    digits += std::isdigit(static_cast<unsigned char>(c)) != 0;
    hexadecimal += std::isxdigit(static_cast<unsigned char>(c)) != 0;
    if (run >= kUnbrokenMin && digits >= 3 && hexadecimal < run) return true;
  }
  return false;
}

/// Amazon's secret keys have no front, only a length, and slashes that make them look like paths.
bool is_amazon_secret(std::string_view word) {
  constexpr std::size_t kLength = 40;
  const auto has = [word](int (*kind)(int)) {
    return std::ranges::any_of(word, [kind](unsigned char c) { return kind(c) != 0; });
  };
  return word.size() == kLength && word.front() != '/' && has(std::isupper) && has(std::islower) &&
         has(std::isdigit) &&
         std::ranges::all_of(word, [](char c) { return is_letter_or_digit(c) || c == '/' || c == '+'; });
}

bool has_amazon_secret(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" ,;:=\"'"), text.size());
    if (is_amazon_secret(text.substr(0, end))) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

/// By hand: the library's regular expressions recurse for each character of a word.
bool has_user_at_host(std::string_view text) {
  for (auto at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    if (at == 0 || at + 1 == text.size() || !is_letter_or_digit(text[at + 1])) continue;
    const char before = text[at - 1];
    if (is_letter_or_digit(before) || before == '.' || before == '_' || before == '-') return true;
  }
  return false;
}

}  // namespace

bool is_issued_token(std::string_view text) {
  return has_issuers_front(text) || has_unbroken_run(text);
}

bool looks_like_token(std::string_view text) {
  if (is_issued_token(text) || has_amazon_secret(text)) return true;
  std::size_t run = 0, digits = 0, letters = 0;
  for (const char c : text) {
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

bool names_a_secret(std::string_view name) {
  std::string upper(name);
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
  for (const char* word :
       {"SECRET", "TOKEN", "PASS", "CREDENTIAL", "AUTH", "PRIVATE", "API_KEY", "APIKEY", "API-KEY", "_KEY"})
    if (upper.find(word) != std::string::npos) return true;
  return false;
}

bool has_address(std::string_view text) {
  static const std::regex address(
      R"((^|[^0-9.])[0-9]{1,3}(\.[0-9]{1,3}){3}($|[^0-9.]))"  // 192.0.2.1
      // fd00::2, and MAC addresses; not a list of folders
      R"(|(^|[^0-9A-Za-z/._-])(([0-9a-fA-F]{0,4}:){3,}[0-9a-fA-F]|[0-9a-fA-F]{1,4}::))"
      R"(|(^|[^0-9A-Za-z])[0-9a-fA-F]{2}(-[0-9a-fA-F]{2}){5}($|[^0-9A-Za-z-]))");  // a MAC's other form
  return text.find("://") != text.npos || has_user_at_host(text) ||
         std::regex_search(text.begin(), text.end(), address);
}

}  // namespace gpubench

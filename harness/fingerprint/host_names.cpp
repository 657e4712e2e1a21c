#include "harness/fingerprint/host_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace gpubench {
namespace {

// Shorter ones count: adapters have ports (ib0:1), a synthetic topology has objects (core:16).
constexpr std::size_t kPortMin = 3, kPortMax = 5;
constexpr std::size_t kDomainMin = 2;  // no top-level domain is shorter, "e.g" is none

constexpr std::array<std::string_view, 36> kFileSuffixes = {
    "so",   "conf", "cfg", "ini", "toml", "yaml",  "yml",  "json",  "xml",    "csv",  "txt",  "md",
    "html", "log",  "out", "tmp", "dat",  "bin",   "db",   "tar",   "sif",    "img",  "lock", "sock",
    "pid",  "py",   "sh",  "cpp", "hpp",  "cubin", "nsys", "trace", "fatbin", "wsdl", "ptx",  "cu"};
constexpr std::array<std::string_view, 5> kPublic = {"docker.io", "gcr.io", "ghcr.io", "nvcr.io", "quay.io"};

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool is_of_word(char c) {
  return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '_' || c == ':' || c == '/';
}

bool is_of_host(char c) {
  return is_digit(c) || is_letter(c) || c == '.' || c == '-';
}

/// Up to the separator, which goes with it.
std::string_view take_until(std::string_view& text, char separator) {
  const std::string_view front = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(front.size() + 1, text.size()));
  return front;
}

/// Labels with dots between them, the last one of letters: "login1.lab", no "1.2.rc".
bool is_full_name(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  const auto dot = text.rfind('.');
  if (dot == text.npos || !std::ranges::all_of(text, is_of_host)) return false;
  const std::string_view labels = text.substr(0, dot), domain = text.substr(dot + 1);
  return domain.size() >= kDomainMin && std::ranges::all_of(domain, is_letter) &&
         std::ranges::any_of(labels, is_letter) && !labels.starts_with('.') &&
         !labels.starts_with("glibc.") && std::ranges::find(kFileSuffixes, domain) == kFileSuffixes.end() &&
         std::ranges::find(kPublic, text) == kPublic.end();
}

bool is_host_and_port(std::string_view text) {
  const std::string_view host = take_until(text, ':');
  return text.size() >= kPortMin && text.size() <= kPortMax && std::ranges::all_of(text, is_digit) &&
         std::ranges::all_of(host, is_of_host) && std::ranges::any_of(host, is_letter);
}

/// What stands before a path: "registry.lab:5000/image".
bool is_host(std::string_view word) {
  std::string_view rest = word.substr(0, word.find('/'));
  if (is_host_and_port(rest)) return true;
  while (!rest.empty())
    if (is_full_name(take_until(rest, ':'))) return true;
  return false;
}

}  // namespace

bool names_a_host(std::string_view value) {
  while (!value.empty()) {
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(value, is_of_word) - value.begin());
    if (is_host(value.substr(0, end))) return true;
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return false;
}

}  // namespace gpubench

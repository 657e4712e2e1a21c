// Names as people type them: globs, and what they may have meant.
#include <algorithm>
#include <numeric>
#include <string_view>

#include "harness/plan.hpp"

namespace gpubench {
namespace {

/// Linear in practice: on a mismatch only the last '*' is tried again one character further.
bool glob_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

/// Levenshtein's, in one row.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

std::string_view last_part(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

}  // namespace

bool selector_matches(const std::string& pattern, const std::string& name) {
  if (glob_matches(pattern, name)) return true;
  return pattern.find('/') == std::string::npos && glob_matches(pattern, last_part(name));
}

std::vector<std::string> nearest_names(const std::string& typed, const std::vector<std::string>& known) {
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const std::string& name : known) {
    // A group left out is none, another group in front of the right name one slip.
    const std::size_t group = typed.find('/') == std::string::npos ? 0 : 1;
    std::size_t distance =
        std::min(edit_distance(typed, name), group + edit_distance(last_part(typed), last_part(name)));
    // Half the letters wrong is another word, not a slip; a beginning is always meant.
    if (name.starts_with(typed) && !typed.empty()) distance = std::min<std::size_t>(distance, 1);
    if (2 * distance <= typed.size()) ranked.emplace_back(distance, name);
  }
  std::sort(ranked.begin(), ranked.end());
  ranked.erase(std::unique(ranked.begin(), ranked.end()), ranked.end());
  std::vector<std::string> nearest;
  for (const auto& [distance, name] : ranked) {
    // Beside a name one slip away, one three slips away is noise.
    if (nearest.size() < 3 && distance == ranked.front().first) nearest.push_back(name);
  }
  return nearest;
}

}  // namespace gpubench

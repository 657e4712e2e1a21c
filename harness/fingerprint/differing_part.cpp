#include "harness/fingerprint/differing_part.hpp"

#include <algorithm>

namespace gpubench {
namespace {

constexpr std::size_t kShort = 80;  // a line has room for it
constexpr std::string_view kWordEnds = " ,:";

bool is_word_end(char c) {
  return kWordEnds.find(c) != std::string_view::npos;
}

/// Of the front that both share, the whole words.
std::size_t common_front(std::string_view a, std::string_view b) {
  const auto same = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  const auto ends = [same](std::string_view text) { return same == text.size() || is_word_end(text[same]); };
  if (same == 0 || (ends(a) && ends(b))) return same;
  const std::size_t end = a.find_last_of(kWordEnds, same - 1);
  return end == std::string_view::npos ? 0 : end + 1;
}

/// Of the back that both share, likewise; both texts begin with a word.
std::size_t common_back(std::string_view a, std::string_view b) {
  std::size_t same = 0;
  while (same < std::min(a.size(), b.size()) && a[a.size() - 1 - same] == b[b.size() - 1 - same]) ++same;
  const auto begins = [same](std::string_view text) {
    return same == text.size() || is_word_end(text[text.size() - same - 1]);
  };
  if (same == 0 || (begins(a) && begins(b))) return same;
  const std::size_t begin = a.find_first_of(kWordEnds, a.size() - same);
  return begin == std::string_view::npos ? 0 : a.size() - begin;
}

std::string_view without_ends(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kWordEnds);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWordEnds) - first + 1);
}

}  // namespace

std::pair<std::string, std::string> differing_part(std::string_view a, std::string_view b) {
  if (std::max(a.size(), b.size()) <= kShort) return {std::string(a), std::string(b)};
  const std::size_t front = common_front(a, b);
  const std::size_t back = common_back(a.substr(front), b.substr(front));
  if (front == 0 && back == 0) return {std::string(a), std::string(b)};
  const auto part = [&](std::string_view text) {
    const std::string_view middle = without_ends(text.substr(front, text.size() - front - back));
    return (front > 0 ? "... " : "") + std::string(middle.empty() ? "(nothing)" : middle) +
           (back > 0 ? " ..." : "");
  };
  return {part(a), part(b)};
}

}  // namespace gpubench

#include "harness/fingerprint/facts.hpp"

#include <fmt/format.h>

#include <iterator>

#include "harness/system_files.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kKeyMax = 256;  // far below what a record takes (SCHEMA.md)

/// Without what a terminal would obey, and cut where it is longer.
std::string plain(std::string_view text, std::size_t bytes_max) {
  std::string kept(text.substr(0, bytes_max));
  for (char& c : kept)
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
  return text.size() > bytes_max ? fmt::format("{}... (of {} bytes)", kept, text.size()) : kept;
}

}  // namespace

void FactList::add(std::string_view key, const std::optional<std::string>& value) {
  const std::string_view text = value ? trim(*value) : std::string_view();
  if (!text.empty()) facts_.push_back({scope_, plain(key, kKeyMax), plain(text, kFactValueMax), {}});
}

void append(std::vector<results::Fact>& facts, std::vector<results::Fact> more) {
  facts.insert(facts.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace gpubench

#include "harness/fingerprint/facts.hpp"

#include <iterator>

#include "harness/system_files.hpp"

namespace gpubench {

void FactList::add(std::string key, const std::optional<std::string>& value) {
  std::string text(trim(value.value_or("")));
  if (text.empty()) return;
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  facts_.push_back({scope_, std::move(key), std::move(text), {}});
}

void append(std::vector<results::Fact>& facts, std::vector<results::Fact> more) {
  facts.insert(facts.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace gpubench

#include "harness/doctor/facts.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace gpubench::doctor {

std::optional<std::string> find_fact(const std::vector<LibraryFact>& facts, const std::string& key) {
  const auto found = std::ranges::find(facts, key, &LibraryFact::key);
  return found == facts.end() ? std::nullopt : std::optional(found->value);
}

std::vector<int> version_numbers(const std::string& text) {
  std::vector<int> numbers;
  const auto first =
      std::ranges::find_if(text, [](unsigned char letter) { return std::isdigit(letter) != 0; });
  std::istringstream stream(std::string(first, text.end()));
  for (int number = 0; stream >> number;) {
    numbers.push_back(number);
    if (stream.peek() != '.') break;
    stream.ignore();
  }
  return numbers;
}

}  // namespace gpubench::doctor

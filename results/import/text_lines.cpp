#include "results/import/text_lines.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>

namespace gpubench::results {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::istringstream stream(line);
  for (std::string word; stream >> word;) words.push_back(std::move(word));
  return words;
}

std::optional<double> number_of(const std::string& word) {
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

double step_of(const std::string& word) {
  const std::size_t exponent = std::min(word.find_first_of("eE"), word.size());
  const std::size_t point = word.find('.');
  const double decimals = point < exponent ? static_cast<double>(exponent - point - 1) : 0;
  const std::size_t digits = word.find_first_not_of("eE+", exponent);  // "e+07" as printf has it
  const double power = digits < word.size() ? number_of(word.substr(digits)).value_or(0) : 0;
  return std::pow(10, power - decimals);
}

}  // namespace gpubench::results

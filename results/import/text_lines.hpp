/// TextLines: words and figures of a program's printed table.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gpubench::results {

std::vector<std::string> lines_of(const std::string& text);
/// Separated by blanks.
std::vector<std::string> words_of(const std::string& line);
/// The whole word as a finite number; nothing where it is none.
std::optional<double> number_of(const std::string& word);
/// What the last digit of such a word is worth: "1.23" 0.01, "7e3" 1000, "120" 1.
double step_of(const std::string& word);

}  // namespace gpubench::results

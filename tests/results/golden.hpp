/// Goldens: what a text was when it was last looked at, numbers masked. tests/golden/update rewrites them.
#pragma once
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

namespace gpubench::results {

inline std::string mask_numbers(const std::string& text) {
  return std::regex_replace(text, std::regex("[0-9]+(\\.[0-9]+)?"), "#");
}

/// The golden of that name; first rewritten with the text where GPUBENCH_UPDATE_GOLDEN is set.
inline std::string golden(const std::string& name, const std::string& text) {
  const std::string path = GPUBENCH_TEST_DATA "/../golden/" + name;
  if (std::getenv("GPUBENCH_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
  std::stringstream content;
  content << std::ifstream(path).rdbuf();
  return content.str();
}

}  // namespace gpubench::results

#include "harness/command_description.hpp"

#include <sstream>

namespace gpubench {

std::vector<HelpSection> sections_of(const std::string& footer) {
  std::vector<HelpSection> sections;
  std::istringstream stream(footer);
  for (std::string line; std::getline(stream, line);) {
    const bool heading = line.ends_with(':') && !line.starts_with(' ');
    if (heading || sections.empty()) sections.push_back({heading ? line.substr(0, line.size() - 1) : "", {}});
    if (!heading) sections.back().lines.push_back(line.starts_with("  ") ? line.substr(2) : line);
  }
  return sections;
}

}  // namespace gpubench

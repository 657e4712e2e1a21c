// Writes a result file of synthetic launches, for tests that are scripts and for measuring readers:
//   write_synthetic FILE A|B COUNT
//   [pairs|slowdown|slow_rank|first|cases|ranks|samples|site|cpu|image|library=VALUE
//   ...]
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <stdexcept>

#include "tests/support/synthetic.hpp"

namespace {

using gpubench::results::synthetic::Settings;

void apply(Settings& settings, const std::string& name, const std::string& value) {
  const std::map<std::string, std::function<void()>> members = {
      {"slowdown", [&] { settings.slowdown = std::stod(value); }},
      {"slow_rank", [&] { settings.slow_rank = std::stoi(value); }},
      {"cases", [&] { settings.cases = std::stoul(value); }},
      {"ranks", [&] { settings.ranks = std::stoul(value); }},
      {"samples", [&] { settings.samples = std::stoul(value); }},
      {"site", [&] { settings.site = value; }},
      {"cpu", [&] { settings.cpu = value; }},
      {"image", [&] { settings.image = value; }},
      {"library", [&] { settings.library = value; }}};
  members.at(name)();
}

void write_file(const std::vector<std::string>& words) {
  if (words.size() < 3) throw std::invalid_argument("write_synthetic FILE A|B COUNT [name=value ...]");
  std::map<std::string, std::string> options;
  for (std::size_t i = 3; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    options[words[i].substr(0, equals)] = equals == std::string::npos ? "" : words[i].substr(equals + 1);
  }
  const auto take = [&](const char* name, const std::string& fallback) {
    const auto found = options.extract(name);
    return found.empty() ? fallback : found.mapped();
  };
  const bool pairs = take("pairs", "0") == "1";
  auto launches = gpubench::results::synthetic::side(words[1], std::stoul(words[2]), pairs,
                                                     std::stoul(take("first", "0")));
  for (Settings& one : launches)
    for (const auto& [name, value] : options) apply(one, name, value);
  gpubench::results::synthetic::write(words[0], launches);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    write_file({argv + 1, argv + argc});
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "write_synthetic: %s\n", error.what());
    return 1;
  }
}

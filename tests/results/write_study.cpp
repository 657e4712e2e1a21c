// Writes the launches of one synthetic site, for tests that are scripts:
//   write_study FILE SITE LAUNCHES SLOWDOWN DIGEST
// SLOWDOWN is on ln time; DIGEST a hexadecimal digit that outputs of the last launch are made of ("d" is what
// all others have). Every case says that its library promises the same bits.
#include <cstdio>
#include <exception>
#include <stdexcept>

#include "tests/support/synthetic.hpp"

namespace {

namespace synthetic = gpubench::results::synthetic;

void write_site(const std::vector<std::string>& words) {
  if (words.size() != 5) throw std::invalid_argument("write_study FILE SITE LAUNCHES SLOWDOWN DIGEST");
  std::vector<synthetic::Settings> launches(std::stoul(words[2]));
  for (std::size_t i = 0; i < launches.size(); ++i) {
    launches[i].number = 100 * static_cast<std::size_t>(words[1].back()) + i;
    launches[i].site = launches[i].hosts = words[1];
    launches[i].slowdown = std::stod(words[3]);
    launches[i].cases = 4;
  }
  const std::size_t last = launches.back().number;
  const auto promise = [&](const synthetic::Settings& settings, gpubench::results::Case& c) {
    c.facts.emplace_back("promise", "identical with one library version, architecture and stream");
    if (settings.number == last) c.verification.digest = std::string(32, words[4].front());
  };
  synthetic::write(words[0], launches, promise);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    write_site({argv + 1, argv + argc});
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "write_study: %s\n", error.what());
    return 1;
  }
}

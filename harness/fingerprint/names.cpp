#include "harness/fingerprint/names.hpp"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

namespace gpubench {
namespace {

std::string variable_or_empty(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

Names names_of_this_process() {
  Names names{variable_or_empty("HOME"), variable_or_empty("USER"), {}};
  if (names.user.empty()) names.user = variable_or_empty("LOGNAME");
  if (names.home.empty() || names.user.empty()) {
    if (const passwd* entry = getpwuid(getuid())) {
      if (names.home.empty()) names.home = entry->pw_dir;
      if (names.user.empty()) names.user = entry->pw_name;
    }
  }
  char host[256] = {};
  if (gethostname(host, sizeof host - 1) == 0) names.host = host;
  return names;
}

std::vector<results::Fact> collect_names() {
  const Names names = names_of_this_process();
  FactList facts("run");
  facts.add("host.name", names.host);
  facts.add("user.name", names.user);
  return facts.take();
}

}  // namespace gpubench

/// Names: whose process this is, and where.
#pragma once
#include <string>

#include "harness/fingerprint/facts.hpp"

namespace gpubench {

struct Names {
  std::string home, user, host;  ///< Empty where the system does not tell.
};

/// By environment, password entry and host name.
Names names_of_this_process();

/// host.name and user.name, scope run: for a record that is meant to hold them.
std::vector<results::Fact> collect_names();

}  // namespace gpubench

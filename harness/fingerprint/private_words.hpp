/// A command line as the record has it.
#pragma once
#include <string>
#include <vector>

#include "harness/fingerprint/privacy.hpp"

namespace gpubench {

/// "gpubench" and the words; of one that privacy objects to (a path under home, say) the option's name and
/// the reason are left, of what follows a secret's option ("--token") the reason: "--output=(left out: a home
/// folder)".
std::string private_words(const std::vector<std::string>& arguments, const Privacy& privacy);

}  // namespace gpubench

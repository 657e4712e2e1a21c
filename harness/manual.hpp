/// Manual: the page for man(1), from what --help prints.
#pragma once
#include <string>

#include "harness/command_description.hpp"

namespace gpubench {

/// gpubench.1 as roff. Source: man(7).
std::string manual_page(const CommandDescription& program, const std::string& version);

}  // namespace gpubench

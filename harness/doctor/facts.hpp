/// Facts of libraries, and versions as numbers, for checks that compare them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bench/api/registrar.hpp"

namespace gpubench::doctor {

std::optional<std::string> find_fact(const std::vector<LibraryFact>& facts, const std::string& key);

/// The numbers of the first version in a text: "Open MPI v4.1.4, package ..." -> 4, 1, 4; none where there is
/// none.
std::vector<int> version_numbers(const std::string& text);

}  // namespace gpubench::doctor

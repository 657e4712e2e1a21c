/// Order: how facts are sorted everywhere.
#pragma once
#include <cstddef>

#include "results/model.hpp"

namespace gpubench {

/// Place of a scope in kFactScopes; after them for an unknown one.
std::size_t scope_order(const std::string& scope);
/// By scope, key, value.
bool fact_before(const results::Fact& a, const results::Fact& b);

}  // namespace gpubench

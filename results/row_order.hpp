/// RowOrder: in which order cases are shown, wherever they are.
#pragma once
#include <cstddef>
#include <string>
#include <tuple>

namespace gpubench::results {

/// "memory" of "memory/triad".
std::string group_of(const std::string& name);

/// By group in the catalogue's order, name, backend; axes as planned: numbers in them by size.
using RowOrder = std::tuple<std::size_t, std::string, std::string, std::string, std::string>;
RowOrder row_order(const std::string& name, const std::string& backend, const std::string& axes);

}  // namespace gpubench::results

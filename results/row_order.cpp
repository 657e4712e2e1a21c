#include "results/row_order.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace gpubench::results {
namespace {

/// The catalogue's order of groups; others follow by name.
std::size_t place_of_group(const std::string& group) {
  constexpr std::array<const char*, 7> kGroups = {"memory",      "compute",        "libraries", "transfer",
                                                  "collectives", "point_to_point", "train"};
  return static_cast<std::size_t>(std::ranges::find(kGroups, group) - kGroups.begin());
}

/// "size=4MiB" before "size=16MiB" and after "size=96KiB": digits are padded, binary units spelled in order.
std::string sort_key(const std::string& axes) {
  std::string key;
  for (std::size_t i = 0; i < axes.size();) {
    std::size_t end = i;
    while (end < axes.size() && std::isdigit(static_cast<unsigned char>(axes[end])) != 0) ++end;
    if (end == i) {
      key += axes[i++];
      continue;
    }
    const std::size_t unit = std::string("BKMGT").find(end < axes.size() ? axes[end] : 'B');
    key += unit == std::string::npos ? '0' : static_cast<char>('0' + unit);
    key += std::string(20 - std::min<std::size_t>(20, end - i), '0') + axes.substr(i, end - i);
    i = end;
  }
  return key;
}

}  // namespace

std::string group_of(const std::string& name) {
  return name.substr(0, name.find('/'));
}

RowOrder row_order(const std::string& name, const std::string& backend, const std::string& axes) {
  const std::string group = group_of(name);
  return {place_of_group(group), group, name, backend, sort_key(axes)};
}

}  // namespace gpubench::results

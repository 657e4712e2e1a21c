/// NativeAxes: axes that several operations of both backends have.
#pragma once
#include <cstdint>

#include "bench/api/axes.hpp"

namespace gpubench {

/// A whole number, from 1 to `most`.
inline AxisDefinition number_axis(const char* name, const char* meaning, std::int64_t most) {
  return {.name = name,
          .meaning = meaning,
          .kind = AxisDefinition::Kind::integer,
          .choices = {},
          .integer_max = most};
}

/// Of a device that has tensor units.
inline AxisDefinition path_axis() {
  return {.name = "path",
          .meaning = "The ordinary units; the tensor units by a warp's products.",
          .choices = {"vector", "wmma"}};
}

}  // namespace gpubench

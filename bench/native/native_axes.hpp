/// NativeAxes: axes that several operations of both backends have.
#pragma once
#include <cstdint>

#include "bench/api/axes.hpp"

namespace gpubench {

/// Of a type that tensor units take and ordinary ones compute in f32.
inline bool is_narrow(const Axes& axes) {
  return axes.text("type") == "f16" || axes.text("type") == "bf16";
}

/// Of a device that has tensor units.
inline AxisDefinition path_axis() {
  return {.name = "path",
          .meaning = "The ordinary units; the tensor units by a warp's products.",
          .choices = {"vector", "wmma"}};
}

}  // namespace gpubench

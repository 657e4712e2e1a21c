/// A launch as an operation of a stream.
#pragma once
#include "bench/api/backend.hpp"

namespace gpubench {

template <class Arguments, void (*launch)(void*, const Arguments&)>
void launch_on(Stream& stream, const Arguments& arguments) {
  launch(stream.native(), arguments);
}

}  // namespace gpubench

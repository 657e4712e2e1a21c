/// RunAtOnce: the host's kernels as operations of a stream.
#pragma once
#include "bench/api/backend.hpp"

namespace gpubench {

/// Has finished on return.
template <class Arguments, void (*kernel)(const Arguments&)>
void run_at_once(Stream&, const Arguments& arguments) {
  kernel(arguments);
}

}  // namespace gpubench

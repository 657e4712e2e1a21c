/// The kernel of one thread that follows pointers.
#pragma once
#include "kernels/host/line_chase.hpp"

namespace gpubench::kernels::cuda {

__global__ void line_chase_kernel(LineChaseArguments x) {
  const LineNode* const end = follow(x.walk->position, x.hops);
  x.walk->position = end;
  x.walk->end = end;
}

}  // namespace gpubench::kernels::cuda

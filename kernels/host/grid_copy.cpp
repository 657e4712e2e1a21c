#include "kernels/host/grid_copy.hpp"

namespace gpubench::kernels {

void grid_copy(const GridCopyArguments& x) {
#pragma omp parallel for num_threads(x.host_threads) schedule(static)
  for (std::size_t i = 0; i < x.count; ++i) x.out[i] = x.in[i];
}

}  // namespace gpubench::kernels

#include "bench/cuda/list.hpp"

#include "bench/cuda/compute.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> cuda_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> list = cuda_compute_benchmarks();
  return list;
}

}  // namespace gpubench

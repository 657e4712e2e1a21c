#include "bench/cuda/list.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> cuda_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> list;
  return list;
}

}  // namespace gpubench

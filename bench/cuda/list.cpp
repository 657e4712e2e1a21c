#include "bench/cuda/list.hpp"

#include "bench/cuda/compute.hpp"
#include "bench/cuda/memory.hpp"
#include "bench/cuda/reductions.hpp"
#include "bench/launch/list.hpp"
#include "bench/transfer/list.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> cuda_benchmarks() {
  BenchmarkList list = cuda_memory_benchmarks();
  append(list, transfer_benchmarks());
  list.push_back(cuda_round_trip_benchmark());
  append(list, kernel_launch_benchmarks());
  list.push_back(graph_launch_benchmark());
  append(list, device_allocation_benchmarks());
  append(list, cuda_compute_benchmarks());
  append(list, cuda_reduction_benchmarks());
  return list;
}

}  // namespace gpubench

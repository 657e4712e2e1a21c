#include "bench/cuda/list.hpp"

#include <algorithm>
#include <iterator>

#include "bench/cuda/compute.hpp"
#include "bench/cuda/memory.hpp"
#include "bench/cuda/reductions.hpp"
#include "bench/launch/list.hpp"
#include "bench/transfer/list.hpp"

namespace gpubench {
namespace {

using List = std::vector<std::unique_ptr<Benchmark>>;

void append(List& list, List more) {
  std::ranges::move(more, std::back_inserter(list));
}

}  // namespace

std::vector<std::unique_ptr<Benchmark>> cuda_benchmarks() {
  List list = cuda_memory_benchmarks();
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

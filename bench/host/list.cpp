#include "bench/host/list.hpp"

#include <utility>

#include "bench/compute/fma_peak.hpp"
#include "bench/compute/intensity.hpp"
#include "bench/memory/pointer_chase.hpp"
#include "bench/memory/stream.hpp"
#include "bench/native/host_compute.hpp"
#include "bench/native/host_memory.hpp"
#include "bench/native/host_reductions.hpp"
#include "bench/native/round_trip.hpp"
#include "bench/overhead/list.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> host_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> list = stream_benchmarks();
  list.push_back(pointer_chase_benchmark());
  append(list, host_memory_benchmarks());
  list.push_back(fma_peak_benchmark());
  list.push_back(intensity_benchmark());
  list.push_back(page_fault_benchmark());
  list.push_back(malloc_benchmark());
  list.push_back(malloc_fragmentation_benchmark());
  list.push_back(fork_join_benchmark());
  list.push_back(clock_read_benchmark());
  list.push_back(host_round_trip_benchmark());
  append(list, host_compute_benchmarks());
  append(list, host_reduction_benchmarks());
  return list;
}

}  // namespace gpubench

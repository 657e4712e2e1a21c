#include "bench/collectives/list.hpp"

#include "bench/collectives/barrier.hpp"
#include "bench/collectives/benchmark.hpp"
#include "bench/collectives/overlap.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> collectives_benchmarks(const std::string& backend,
                                                               const std::vector<std::string>& transports) {
  std::vector<std::unique_ptr<Benchmark>> benchmarks;
  for (const auto make_row : {all_reduce, reduce_scatter, all_gather, all_to_all, broadcast, reduce,
                              send_recv_ring, gather, scatter}) {
    benchmarks.push_back(make_collective_benchmark(make_row(), backend, transports));
  }
  benchmarks.push_back(make_barrier_benchmark(backend, transports));
  if (backend == "host") benchmarks.push_back(all_reduce_overlap_benchmark());
  return benchmarks;
}

}  // namespace gpubench

#include "bench/collectives/list.hpp"

#include "bench/collectives/barrier.hpp"
#include "bench/collectives/benchmark.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> collectives_benchmarks(const std::string& backend,
                                                               const std::vector<std::string>& transports,
                                                               OverlapCompute compute) {
  std::vector<std::unique_ptr<Benchmark>> benchmarks;
  for (const auto make_row : {all_reduce, reduce_scatter, all_gather, all_to_all, broadcast, reduce,
                              send_recv_ring, gather, scatter}) {
    benchmarks.push_back(make_collective_benchmark(make_row(), backend, transports));
  }
  benchmarks.push_back(make_barrier_benchmark(backend, transports));
  std::vector<std::string> own;  // staged through the host an all_reduce is done when it has been started
  if (!transports.empty()) own.push_back(transports.front());
  benchmarks.push_back(all_reduce_overlap_benchmark(backend, own, compute));
  return benchmarks;
}

}  // namespace gpubench

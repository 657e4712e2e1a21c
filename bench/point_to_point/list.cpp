#include "bench/point_to_point/list.hpp"

#include "bench/point_to_point/pair.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> point_to_point_benchmarks(
    const std::string& backend, const std::vector<std::string>& transports) {
  std::vector<std::unique_ptr<Benchmark>> benchmarks;
  for (const auto make_row : {latency, bandwidth, bidirectional_bandwidth, multi_pair_bandwidth}) {
    benchmarks.push_back(make_pair_benchmark(make_row(), backend, transports));
  }
  return benchmarks;
}

}  // namespace gpubench

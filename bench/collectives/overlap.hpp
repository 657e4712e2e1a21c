/// collectives/all_reduce_overlap: how much of a reduction hides behind arithmetic.
#pragma once
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "kernels/host/affine_chain.hpp"

namespace gpubench {

/// Three times of the same work, in the same unit.
struct OverlapTimes {
  double communication = 0;  ///< Started and waited for.
  double compute = 0;        ///< Alone.
  double both = 0;           ///< Started, computed, waited for.
};

/// The share of the communication that the compute hid, %: max(0, 100 - 100 (both - compute) /
/// communication). Source: OSU micro-benchmarks, osu_iallreduce.
inline double overlap_percent(const OverlapTimes& t) {
  return std::max(0.0, 100 - 100 * (t.both - t.compute) / t.communication);
}

/// Enqueues the arithmetic on a stream of its backend.
using OverlapCompute = void (*)(Stream& stream, const kernels::AffineChainArguments& arguments);
/// On the host, one thread.
void compute_on_host(Stream& stream, const kernels::AffineChainArguments& arguments);

/// One application: an all_reduce is started, arithmetic is enqueued that alone takes as long as the
/// all_reduce alone, and the all_reduce is waited for. On the host it is MPI's non-blocking one, and MPI is
/// not asked in between; on a device it runs on a stream of its own beside the arithmetic's, one block of
/// threads a multiprocessor.
/// Counts: message as all_reduce; the arithmetic is no flop of the case, since its amount is fitted.
/// Checks: every element of the sums, bit for bit (family E); every value computed, exactly; every rank's
/// count of operations; digests of the sums equal on all ranks.
/// Facts: the three times and the overlap, medians of interleaved rounds after the samples, means over ranks.
/// transports: what can start an all_reduce beside other work on a device; none on the host.
std::unique_ptr<Benchmark> all_reduce_overlap_benchmark(const std::string& backend,
                                                        const std::vector<std::string>& transports,
                                                        OverlapCompute compute);

}  // namespace gpubench

/// Round trip: whether it pays to hand a batch of work to a device.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "bench/api/benchmark.hpp"
#include "kernels/host/affine_chain.hpp"

namespace gpubench {

/// A batch's way from the host's memory to where it is computed, and back.
class RoundTripPath {
 public:
  virtual ~RoundTripPath() = default;
  /// In the host's memory.
  virtual std::span<float> inputs() = 0;
  virtual std::span<float> outputs() = 0;
  /// outputs = chain of inputs, both ends in the host's memory; done on return. The chain's in, out and count
  /// are the path's to set.
  virtual void run(Stream& stream, kernels::AffineChainArguments chain) = 0;
};

struct RoundTripKernels {
  std::string backend;
  std::unique_ptr<RoundTripPath> (*make_path)(Backend& backend, std::size_t count);
  double seconds_start;    ///< Round figures of a current device, of one batch
  double seconds_per_row;  ///< and of each row: they choose a batch size and nothing else.
};

/// transfer/round_trip: axis rows, of 1024 f32 each. Latency a row, by the wall clock: on the host nothing is
/// copied, so the number of rows from which a device's figure is the smaller is where the copies are paid
/// back.
std::unique_ptr<Benchmark> round_trip_benchmark(const RoundTripKernels& kernels);

std::unique_ptr<Benchmark> host_round_trip_benchmark();

}  // namespace gpubench

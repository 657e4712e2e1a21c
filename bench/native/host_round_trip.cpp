#include "bench/api/array.hpp"
#include "bench/native/round_trip.hpp"

namespace gpubench {
namespace {

/// No way at all: computed where it lies.
class HostPath final : public RoundTripPath {
 public:
  HostPath(Backend& backend, std::size_t count) : inputs_(backend, count), outputs_(backend, count) {}
  std::span<float> inputs() override { return {inputs_.data(), inputs_.size()}; }
  std::span<float> outputs() override { return {outputs_.data(), outputs_.size()}; }
  void run(Stream&, kernels::AffineChainArguments chain) override {
    chain.in = inputs_.data();
    chain.out = outputs_.data();
    chain.count = inputs_.size();
    kernels::affine_chain(chain);
  }

 private:
  Array<float> inputs_, outputs_;
};

std::unique_ptr<RoundTripPath> make_path(Backend& backend, std::size_t count) {
  return std::make_unique<HostPath>(backend, count);
}

}  // namespace

std::unique_ptr<Benchmark> host_round_trip_benchmark() {
  return round_trip_benchmark({"host", make_path, 1e-6, 5e-6});
}

}  // namespace gpubench

#include "bench/native/round_trip.hpp"

#include "bench/api/array.hpp"
#include "bench/cuda/handles.hpp"
#include "bench/transfer/list.hpp"
#include "kernels/cuda/affine_chain.hpp"

namespace gpubench {
namespace {

/// Page-locked memory on the host, one copy each way.
class CudaPath final : public RoundTripPath {
 public:
  CudaPath(Backend& backend, std::size_t count)
      : count_(count),
        inputs_(make_pinned<float>(count)),
        outputs_(make_pinned<float>(count)),
        device_inputs_(backend, count),
        device_outputs_(backend, count) {}

  std::span<float> inputs() override { return {inputs_.get(), count_}; }
  std::span<float> outputs() override { return {outputs_.get(), count_}; }

  void run(Stream& stream, kernels::AffineChainArguments chain) override {
    const auto queue = static_cast<cudaStream_t>(stream.native());
    const std::size_t size = count_ * sizeof(float);
    check_cuda(cudaMemcpyAsync(device_inputs_.data(), inputs_.get(), size, cudaMemcpyHostToDevice, queue),
               "cudaMemcpyAsync");
    chain.in = device_inputs_.data();
    chain.out = device_outputs_.data();
    chain.count = count_;
    kernels::cuda::affine_chain(queue, chain);
    check_cuda(cudaMemcpyAsync(outputs_.get(), device_outputs_.data(), size, cudaMemcpyDeviceToHost, queue),
               "cudaMemcpyAsync");
    check_cuda(cudaStreamSynchronize(queue), "cudaStreamSynchronize");
  }

 private:
  std::size_t count_;
  Pinned<float> inputs_, outputs_;
  Array<float> device_inputs_, device_outputs_;
};

std::unique_ptr<RoundTripPath> make_path(Backend& backend, std::size_t count) {
  return std::make_unique<CudaPath>(backend, count);
}

}  // namespace

std::unique_ptr<Benchmark> cuda_round_trip_benchmark() {
  return round_trip_benchmark({"cuda", make_path, 20e-6, 0.2e-6});
}

}  // namespace gpubench

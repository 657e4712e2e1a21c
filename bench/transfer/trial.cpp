#include <vector>

#include "bench/cuda/handles.hpp"
#include "bench/transfer/payload.hpp"
#include "bench/transfer/place.hpp"
#include "bench/transfer/route.hpp"
#include "kernels/cuda/transfer.hpp"

namespace gpubench {
namespace {

/// One direction.
struct Lane {
  std::unique_ptr<Place> from, to;
  const char* destination;  ///< In words.
};

std::vector<Lane> make_lanes(const Load& load, Backend& backend) {
  const auto host = [&] {
    return load.pinned ? make_pinned_place(load.size) : make_pageable_place(load.size);
  };
  const auto device = [&] { return make_device_place(backend, load.size); };
  std::vector<Lane> lanes;
  if (load.route == Route::host_to_device || load.route == Route::bidirectional)
    lanes.push_back({host(), device(), "the device's copy"});
  if (load.route == Route::device_to_host || load.route == Route::bidirectional)
    lanes.push_back({device(), host(), "the host's copy"});
  if (load.route == Route::device_to_device) lanes.push_back({device(), device(), "the copy"});
  if (touches_peer(load.route))
    lanes.push_back({device(), make_peer_place(next_device(), load.size), "the peer's copy"});
  if (load.route == Route::peer_bidirectional)
    lanes.push_back({make_peer_place(next_device(), load.size), device(), "the copy from the peer"});
  return lanes;
}

class TransferTrial final : public Trial {
 public:
  TransferTrial(const Load& load, Context& context)
      : load_(load),
        payload_(context.seed),
        lanes_(make_lanes(load, context.backend)),
        second_(make_queue()),
        fork_(make_event()),
        join_(make_event()) {}

  void reset() override {
    std::vector<std::byte> bytes(load_.size);
    payload_.fill(bytes);
    for (const Lane& lane : lanes_) lane.from->write(bytes);
    poison_bytes(bytes);
    for (const Lane& lane : lanes_) lane.to->write(bytes);
  }

  /// The second lane runs beside the first, from the stream's point of view as one operation.
  void enqueue(Stream& stream) override {
    const auto queue = static_cast<cudaStream_t>(stream.native());
    const bool both = lanes_.size() > 1;
    if (both) {
      check_cuda(cudaEventRecord(fork_.get(), queue), "cudaEventRecord");
      check_cuda(cudaStreamWaitEvent(second_.get(), fork_.get(), 0), "cudaStreamWaitEvent");
      move(lanes_[1], second_.get());
      check_cuda(cudaEventRecord(join_.get(), second_.get()), "cudaEventRecord");
    }
    move(lanes_[0], queue);
    if (both) check_cuda(cudaStreamWaitEvent(queue, join_.get(), 0), "cudaStreamWaitEvent");
  }

  Verdict verify(std::uint64_t) override {
    std::vector<std::byte> copy(load_.size);
    Verdict all;
    for (const Lane& lane : lanes_) {
      lane.to->read(copy);
      const Verdict verdict = payload_.judge(copy, lane.destination);
      if (verdict.correctness == Correctness::wrong) return verdict;
      all = verdict;
    }
    all.checked = all.total = lanes_.size() * load_.size;
    return all;
  }

  /// A copy of pageable memory passes through the driver's own buffers, by the host's hand.
  Timing timing() const override {
    return touches_host(load_.route) && !load_.pinned ? Timing::wall : Timing::device;
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    if (!touches_peer(load_.route)) return {};
    return {{"peer_access", can_access(next_device()) ? "direct" : "through the host"}};
  }

 private:
  void move(const Lane& lane, cudaStream_t queue) const {
    using kernels::cuda::Quad;
    if (load_.by_kernel) {
      kernels::cuda::transfer(
          queue, {reinterpret_cast<Quad*>(lane.to->address()),
                  reinterpret_cast<const Quad*>(lane.from->address()), load_.size / sizeof(Quad)});
    } else {
      check_cuda(
          cudaMemcpyAsync(lane.to->address(), lane.from->address(), load_.size, cudaMemcpyDefault, queue),
          "cudaMemcpyAsync");
    }
  }

  Load load_;
  Payload payload_;
  std::vector<Lane> lanes_;
  CudaQueue second_;
  CudaEvent fork_, join_;
};

}  // namespace

std::unique_ptr<Trial> make_transfer_trial(const Load& load, Context& context) {
  return std::make_unique<TransferTrial>(load, context);
}

}  // namespace gpubench

#include "bench/transfer/peer_copy.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "bench/cuda/handles.hpp"
#include "bench/cuda/on_device.hpp"
#include "bench/transfer/payload.hpp"
#include "bench/transfer/place.hpp"

namespace gpubench {
namespace {

constexpr std::uint64_t kSeed = 1;

}  // namespace

PeerCopy copy_between_devices(int from, int to, Bytes size) {
  const OnDevice here(from);
  const auto source = make_peer_place(from, size.count), target = make_peer_place(to, size.count);
  const Payload payload(kSeed);
  std::vector<std::byte> bytes(size.count);
  payload.fill(bytes);
  source->write(bytes);
  poison_bytes(bytes);
  target->write(bytes);

  const CudaQueue queue = make_queue();
  const CudaEvent start = make_event(), stop = make_event();
  std::array<float, 6> milliseconds{};
  for (float& took : milliseconds) {
    check_cuda(cudaEventRecord(start.get(), queue.get()), "cudaEventRecord");
    check_cuda(cudaMemcpyPeerAsync(target->address(), to, source->address(), from, size.count, queue.get()),
               "cudaMemcpyPeerAsync");
    check_cuda(cudaEventRecord(stop.get(), queue.get()), "cudaEventRecord");
    check_cuda(cudaStreamSynchronize(queue.get()), "cudaStreamSynchronize");
    took = milliseconds_between(start, stop);
  }
  const auto middle = milliseconds.begin() + 3;  // of those after the first
  std::nth_element(milliseconds.begin() + 1, middle, milliseconds.end());
  target->read(bytes);
  return {Seconds(1e-3 * static_cast<double>(*middle)),
          payload.judge(bytes, "the peer's copy").correctness == Correctness::identical};
}

}  // namespace gpubench

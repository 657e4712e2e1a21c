#include "bench/cuda/stream.hpp"

#include <atomic>
#include <cmath>

namespace gpubench {
namespace {

constexpr std::uint64_t kHoldMaxNanoseconds = 1'000'000'000;

}  // namespace

CudaStream::CudaStream(EventClock& clock)
    : clock_(clock),
      signal_(make_pinned<kernels::cuda::HoldSignal>(1)),
      queue_(make_queue()),
      start_(make_event()),
      stop_(make_event()),
      joint_(make_event()) {
  signal_[0] = {0, 0};
}

CudaStream::~CudaStream() {
  CudaStream::release();
}

void CudaStream::hold() {
  clock_.refresh();
  ++ticket_;
  kernels::cuda::hold(queue_.get(), {device_address(signal_), ticket_, kHoldMaxNanoseconds});
  held_ = true;
}

void CudaStream::release() {
  std::atomic_ref(signal_[0].released).store(ticket_, std::memory_order_release);
  held_ = false;
}

void CudaStream::mark_start() {
  if (!held_) clock_.refresh();
  check_cuda(cudaEventRecord(start_.get(), queue_.get()), "cudaEventRecord");
}

void CudaStream::mark_stop() {
  check_cuda(cudaEventRecord(stop_.get(), queue_.get()), "cudaEventRecord");
}

Interval CudaStream::elapsed() {
  check_cuda(cudaEventSynchronize(stop_.get()), "cudaEventSynchronize");
  if (hold_timed_out()) {
    throw std::runtime_error(
        "cuda: the stream was held for over a second and then began before all was enqueued, so that its "
        "time "
        "would be the host's: an operation that waits for the device inside enqueue() is timed by the wall "
        "clock");
  }
  const double milliseconds = milliseconds_between(start_, stop_);
  return {clock_.time_of(start_), Nanoseconds(std::llround(1e6 * milliseconds))};
}

bool CudaStream::hold_timed_out() const {
  return ticket_ != 0 && std::atomic_ref(signal_[0].timed_out).load(std::memory_order_acquire) == ticket_;
}

void CudaStream::synchronize() {
  check_cuda(cudaStreamSynchronize(queue_.get()), "cudaStreamSynchronize");
}

void CudaStream::wait_for(Stream& other) {
  check_cuda(cudaEventRecord(joint_.get(), static_cast<cudaStream_t>(other.native())), "cudaEventRecord");
  check_cuda(cudaStreamWaitEvent(queue_.get(), joint_.get(), 0), "cudaStreamWaitEvent");
}

bool CudaStream::finished() {
  const cudaError_t code = cudaStreamQuery(queue_.get());
  if (code == cudaErrorNotReady) {
    cudaGetLastError();  // An answer, no error: the next launch must not be taken for refused.
    return false;
  }
  check_cuda(code, "cudaStreamQuery");
  return true;
}

}  // namespace gpubench

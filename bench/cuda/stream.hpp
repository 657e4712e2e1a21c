/// CudaStream: a stream of the runtime, timed by events.
#pragma once
#include <cstdint>

#include "bench/api/backend.hpp"
#include "bench/cuda/clock.hpp"
#include "bench/cuda/handles.hpp"
#include "kernels/cuda/hold.hpp"

namespace gpubench {

/// A queue takes in about 1000 launches; the rest are the hold's own, the events' and to spare.
inline constexpr std::uint64_t kHeldLaunchesMax = 128 * 7;

/// For one thread at a time. The clock must outlive it.
class CudaStream final : public Stream {
 public:
  /// On the current device. Throws std::runtime_error.
  explicit CudaStream(EventClock& clock);
  /// What it held goes on.
  ~CudaStream() override;
  CudaStream(const CudaStream&) = delete;
  CudaStream& operator=(const CudaStream&) = delete;

  void hold() override;
  void release() override;
  std::uint64_t hold_max() const override { return kHeldLaunchesMax; }
  void mark_start() override;
  void mark_stop() override;
  Interval elapsed() override;
  void synchronize() override;
  void wait_for(Stream& other) override;
  bool finished() override;
  /// Whether the last hold ended by itself. Of a stream that has finished.
  bool hold_timed_out() const;
  void* native() override { return queue_.get(); }

 private:
  EventClock& clock_;
  Pinned<kernels::cuda::HoldSignal> signal_;
  std::uint32_t ticket_ = 0;  ///< Of the last hold.
  bool held_ = false;
  CudaQueue queue_;
  CudaEvent start_, stop_, joint_;
};

}  // namespace gpubench

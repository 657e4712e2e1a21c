#include "harness/sampler.hpp"

namespace gpubench {

Sampler::Sampler(Trial& trial, Backend& backend, World& participants, SampleShape shape, DisturbanceMeter& meter)
    : trial_(trial),
      backend_(backend),
      participants_(participants),
      shape_(shape),
      meter_(meter),
      stream_(backend.make_stream()) {
  if (shape_.cold) footprint_ = trial_.footprint();
}

Sample Sampler::take() {
  if (shape_.cold) backend_.evict(footprint_);
  if (shape_.synchronised) participants_.barrier();
  meter_.begin();
  const Interval interval = shape_.barrier_between ? time_operations() : time_batch();
  return {interval, meter_.end()};
}

Interval Sampler::time_batch() {
  stream_->mark_start();
  for (std::uint64_t i = 0; i < shape_.batch; ++i) trial_.enqueue(*stream_);
  stream_->mark_stop();
  return stream_->elapsed();
}

Interval Sampler::time_operations() {
  Interval total;
  for (std::uint64_t i = 0; i < shape_.batch; ++i) {
    participants_.communicator()->barrier(*stream_);
    stream_->mark_start();
    trial_.enqueue(*stream_);
    stream_->mark_stop();
    const Interval one = stream_->elapsed();
    if (i == 0) total.start = one.start;
    total.duration += one.duration;
  }
  return total;
}

}  // namespace gpubench

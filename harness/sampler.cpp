#include "harness/sampler.hpp"

namespace gpubench {

Sampler::Sampler(Trial& trial, Backend& backend, World& participants, SampleShape shape,
                 DisturbanceMeter& meter, Turns* turns)
    : trial_(trial),
      backend_(backend),
      participants_(participants),
      shape_(shape),
      meter_(meter),
      turns_(turns),
      stream_(backend.make_stream()) {
  if (shape_.cold) footprint_ = trial_.footprint();
}

Sample Sampler::take() {
  if (turns_ != nullptr) turns_->begin();
  if (shape_.cold) backend_.evict(footprint_);
  meter_.begin();
  // Last: a rank that still reads a counter here would make its partners' batch longer.
  if (shape_.synchronised) participants_.barrier();
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
  Communicator& ranks = *participants_.communicator();
  Stream& stream = *stream_;
  Interval total;
  for (std::uint64_t i = 0; i < shape_.batch; ++i) {
    ranks.barrier(stream);
    stream.mark_start();
    trial_.enqueue(stream);
    stream.mark_stop();
    const Interval one = stream.elapsed();
    if (i == 0) total.start = one.start;
    total.duration += one.duration;
  }
  return total;
}

}  // namespace gpubench

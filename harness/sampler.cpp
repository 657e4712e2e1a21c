#include "harness/sampler.hpp"

#include <chrono>

namespace gpubench {
namespace {

Nanoseconds now() {
  return std::chrono::duration_cast<Nanoseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

Sampler::Sampler(Trial& trial, Backend& backend, World& participants, SampleShape shape,
                 DisturbanceMeter& meter, Turns* turns)
    : trial_(trial),
      backend_(backend),
      participants_(participants),
      shape_(shape),
      meter_(meter),
      turns_(turns),
      stream_(backend.make_stream()),
      tells_wall_(!backend.host_accessible() && trial.timing() == Timing::device),
      series_(meter.series()) {
  if (shape_.cold) footprint_ = trial_.footprint();
  if (tells_wall_) series_.emplace_back("wall_ns");
}

Sample Sampler::take() {
  if (turns_ != nullptr) turns_->begin();
  if (shape_.cold) backend_.evict(footprint_);
  meter_.begin();
  // Last: a rank that still reads a counter here would make its partners' batch longer.
  if (shape_.synchronised) participants_.barrier();
  const Nanoseconds begin = now();
  const Interval interval = shape_.barrier_between ? time_operations() : time(shape_.batch);
  const Nanoseconds wall = now() - begin;
  Sample sample{interval, meter_.end()};
  if (tells_wall_) sample.disturbance.values.at(series_.size() - 1) = wall.count();
  return sample;
}

void Sampler::prepare() {
  if (turns_ != nullptr) turns_->begin();
  trial_.enqueue(*stream_);
  stream_->synchronize();
}

std::uint64_t Sampler::batch_max() const {
  return trial_.timing() == Timing::device ? stream_->hold_max() : UINT64_MAX;
}

Interval Sampler::time(std::uint64_t operations) {
  return trial_.timing() == Timing::device ? time_by_device(operations) : time_by_wall(operations);
}

Interval Sampler::time_by_device(std::uint64_t operations) {
  stream_->hold();
  try {
    stream_->mark_start();
    for (std::uint64_t i = 0; i < operations; ++i) trial_.enqueue(*stream_);
    stream_->mark_stop();
  } catch (...) {
    stream_->release();
    throw;
  }
  stream_->release();
  return stream_->elapsed();
}

Interval Sampler::time_by_wall(std::uint64_t operations) {
  const Nanoseconds begin = now();
  for (std::uint64_t i = 0; i < operations; ++i) trial_.enqueue(*stream_);
  stream_->synchronize();
  return {begin, now() - begin};
}

Interval Sampler::time_operations() {
  Communicator& ranks = *participants_.communicator();
  Stream& stream = *stream_;
  Interval total;
  for (std::uint64_t i = 0; i < shape_.batch; ++i) {
    ranks.barrier(stream);
    stream.synchronize();
    const Interval one = time(1);
    if (i == 0) total.start = one.start;
    total.duration += one.duration;
  }
  return total;
}

}  // namespace gpubench

#include "harness/sampler.hpp"

#include <fmt/format.h>

#include <chrono>
#include <stdexcept>

namespace gpubench {
namespace {}  // namespace

Sampler::Sampler(Trial& trial, Backend& backend, World& participants, SampleShape shape,
                 DisturbanceMeter& meter, Turns* turns, std::atomic<std::uint64_t>* steps)
    : trial_(trial),
      backend_(backend),
      participants_(participants),
      shape_(shape),
      meter_(meter),
      turns_(turns),
      steps_(steps),
      stream_(backend.make_stream()),
      held_(!backend.host_accessible() && trial.timing() == Timing::device),
      series_(meter.series()) {
  if (held_) series_.emplace_back("wall_ns");
}

Sample Sampler::take() {
  if (turns_ != nullptr) turns_->begin();
  if (steps_ != nullptr) ++*steps_;
  if (shape_.cold) backend_.evict(trial_.footprint());  // asked anew: sets of buffers take turns
  meter_.begin();
  // Last: a rank that still reads a counter here would make its partners' batch longer.
  if (shape_.synchronised) participants_.barrier();
  const Nanoseconds begin = now();
  const Interval interval = shape_.barrier_between ? time_operations() : time(shape_.batch);
  const Nanoseconds wall = now() - begin;
  Sample sample{interval, meter_.end()};
  if (held_) sample.disturbance.values.at(series_.size() - 1) = wall.count();
  return sample;
}

void Sampler::prepare() {
  if (turns_ != nullptr) turns_->begin();
  trial_.enqueue(*stream_);
  stream_->synchronize();
}

std::uint64_t Sampler::batch_max() const {
  if (shape_.cold) return 1;  // a second operation would find what the first one left
  return trial_.timing() == Timing::device ? stream_->hold_max() / trial_.launches() : UINT64_MAX;
}

Interval Sampler::time(std::uint64_t operations) {
  return trial_.timing() == Timing::device ? time_by_device(operations) : time_by_wall(operations);
}

Interval Sampler::time_by_device(std::uint64_t operations) {
  Nanoseconds waited{0};
  stream_->hold();
  try {
    stream_->mark_start();
    for (std::uint64_t i = 0; i < operations; ++i) trial_.enqueue(*stream_);
    stream_->mark_stop();
    // Again: enqueuing took each participant its own time, which the first to go on would wait for on the
    // device, within what is timed.
    const Nanoseconds begin = now();
    if (shape_.synchronised && held_) participants_.barrier();
    waited = now() - begin;
  } catch (...) {
    stream_->release();
    throw;
  }
  stream_->release();
  return elapsed_after(waited);
}

/// A hold ends by itself after a second, which need not be this rank's doing.
Interval Sampler::elapsed_after(Nanoseconds waited) {
  constexpr Nanoseconds kWorthTelling = std::chrono::milliseconds(500);
  try {
    return stream_->elapsed();
  } catch (const std::runtime_error& error) {
    if (waited < kWorthTelling) throw;
    throw std::runtime_error(
        fmt::format("{}; held, this rank waited {:.1f} s for other participants, who enqueued late",
                    error.what(), Seconds(waited).count()));
  }
}

Interval Sampler::time_by_wall(std::uint64_t operations) {
  const Nanoseconds begin = now();
  for (std::uint64_t i = 0; i < operations; ++i) trial_.enqueue(*stream_);
  stream_->synchronize();
  return {begin, now() - begin};
}

/// By the barrier of the library whose operation is timed, as the convention has it: who leaves another one
/// first waits within what is timed. Between devices by the participants' own, which has a time limit.
void Sampler::meet() {
  if (held_) return participants_.barrier();
  participants_.communicator()->barrier(*stream_);
  stream_->synchronize();
}

Interval Sampler::time_operations() {
  Interval total;
  for (std::uint64_t i = 0; i < shape_.batch; ++i) {
    meet();
    const Interval one = time(1);
    if (i == 0) total.start = one.start;
    total.duration += one.duration;
  }
  return total;
}

}  // namespace gpubench

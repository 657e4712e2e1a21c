/// Sampler: takes one sample, a timed batch of one trial, and notes what disturbed it.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "bench/api/backend.hpp"
#include "bench/api/communicator.hpp"
#include "bench/api/trial.hpp"
#include "harness/disturbance.hpp"
#include "harness/turns.hpp"

namespace gpubench {

/// How a case's batches are made; the same on every participant.
struct SampleShape {
  std::uint64_t batch = 1;
  bool cold = false;          ///< Evict the trial's memory before each batch.
  bool synchronised = false;  ///< World scope: participants enter each batch together.
  bool barrier_between =
      false;                 ///< OSU's convention: a barrier before each operation, operations timed alone.
  bool batch_given = false;  ///< The batch is not raised, however short it is.
};

struct Sample {
  Interval interval;
  Disturbance disturbance;
};

class Sampler {
 public:
  /// References must outlive the sampler. World holds the participants.
  /// turns: where participants measure one after another. steps: counted up with each sample.
  Sampler(Trial& trial, Backend& backend, World& participants, SampleShape shape, DisturbanceMeter& meter,
          Turns* turns = nullptr, std::atomic<std::uint64_t>* steps = nullptr);

  /// A batch timed by the device is enqueued while its stream is held; participants that are synchronised
  /// release their streams together. One timed by the wall clock ends when the stream has finished.
  Sample take();
  /// One application outside timing, the stream not held. Needed once on a device: CUDA loads a kernel when
  /// it is first launched, and may wait for the device to do so, which a held stream would never let end.
  void prepare();
  /// The names of each sample's disturbance values: the meter's, and where a device's clock gives the
  /// interval "wall_ns", what the host's clock says of the same batch, enqueuing and waiting included.
  const std::vector<std::string>& series() const { return series_; }
  /// How long a batch may get: no longer than what a held stream takes in; cold, one operation.
  std::uint64_t batch_max() const;
  void set_batch(std::uint64_t batch) { shape_.batch = batch; }
  std::uint64_t batch() const { return shape_.batch; }
  bool batch_given() const { return shape_.batch_given; }
  Backend& backend() const { return backend_; }

 private:
  void meet();
  Interval time_operations();
  Interval time(std::uint64_t operations);
  Interval time_by_device(std::uint64_t operations);
  Interval elapsed_after(Nanoseconds waited);
  Interval time_by_wall(std::uint64_t operations);

  Trial& trial_;
  Backend& backend_;
  World& participants_;
  SampleShape shape_;
  DisturbanceMeter& meter_;
  Turns* turns_;
  std::atomic<std::uint64_t>* steps_;
  std::unique_ptr<Stream> stream_;
  bool held_;  ///< Operations begin when the stream is released, not within enqueue().
  std::vector<std::string> series_;
};

}  // namespace gpubench

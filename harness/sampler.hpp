/// Sampler: takes one sample, a timed batch of one trial, and notes what disturbed it.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
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
      false;  ///< OSU's convention: a barrier before each operation, operations timed alone.
};

struct Sample {
  Interval interval;
  Disturbance disturbance;
};

class Sampler {
 public:
  /// References must outlive the sampler. World holds the participants.
  /// turns: where participants measure one after another.
  Sampler(Trial& trial, Backend& backend, World& participants, SampleShape shape, DisturbanceMeter& meter,
          Turns* turns = nullptr);

  Sample take();
  void set_batch(std::uint64_t batch) { shape_.batch = batch; }
  std::uint64_t batch() const { return shape_.batch; }
  Backend& backend() const { return backend_; }

 private:
  Interval time_batch();
  Interval time_operations();

  Trial& trial_;
  Backend& backend_;
  World& participants_;
  SampleShape shape_;
  DisturbanceMeter& meter_;
  Turns* turns_;
  std::unique_ptr<Stream> stream_;
  std::vector<std::span<std::byte>> footprint_;
};

}  // namespace gpubench

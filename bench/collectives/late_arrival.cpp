#include "bench/collectives/late_arrival.hpp"

#include <chrono>
#include <thread>

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

// A rank that shares its core is off it for 3 ms at a time.
constexpr std::chrono::milliseconds kLateness{5};
// Clocks of two hosts differ by parts in a million, not by this much less.
constexpr std::chrono::milliseconds kLeast{4};

}  // namespace

LateArrival::LateArrival(Backend& backend, Communicator& ranks, std::uint64_t first)
    : ranks_(ranks),
      stream_(backend.make_stream()),
      word_(backend, 1),
      tries_(first % static_cast<std::uint64_t>(ranks.size())) {}

std::optional<int> LateArrival::find_unawaited() {
  const int late = static_cast<int>(tries_++ % static_cast<std::uint64_t>(ranks_.size()));
  if (ranks_.rank() != late) return waits_for(late) ? std::nullopt : std::optional(late);
  come_late();
  return std::nullopt;
}

void LateArrival::come_late() {
  for (int rank = 0; rank < ranks_.size(); ++rank) {
    if (rank != ranks_.rank()) ranks_.recv(word_.data(), 1, DataType::s32, rank, *stream_);
  }
  stream_->synchronize();
  std::this_thread::sleep_for(kLateness);
  ranks_.barrier(*stream_);
  stream_->synchronize();
}

bool LateArrival::waits_for(int late) {
  const auto begin = Clock::now();
  ranks_.send(word_.data(), 1, DataType::s32, late, *stream_);
  ranks_.barrier(*stream_);
  stream_->synchronize();
  return Clock::now() - begin >= kLeast;
}

}  // namespace gpubench

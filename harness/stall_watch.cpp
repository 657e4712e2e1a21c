#include "harness/stall_watch.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <system_error>
#include <utility>

#include "bench/api/call_count.hpp"
#include "harness/stall.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

/// For an answer from a host that is busy.
constexpr Seconds kAnswer{2};
/// Who wakes so late was stopped, and the others with it: a job that a batch system had suspended, or the
/// user, has had no time to move.
constexpr Seconds kLate{1};

}  // namespace

StallWatch::StallWatch(World& world, std::function<void(const std::string&)> stalled)
    : calls_(*world.calls()),
      roll_call_(world,
                 [this] {
                   const std::uint64_t begun = calls_.begun(), ended = calls_.ended();
                   return Whereabouts{begun + ended + steps_, begun != ended};
                 }),
      stalled_(std::move(stalled)),
      watchdog_([this](Seconds) { look_around(); }) {}

void StallWatch::expect_within(Seconds limit) {
  const std::lock_guard lock(mutex_);
  limit_ = limit;
  watchdog_.expect_within(limit / 2);
}

void StallWatch::rest() {
  const std::lock_guard lock(mutex_);
  limit_.reset();
  watchdog_.rest();
}

void StallWatch::look_around() {
  const bool late = Clock::now() > due_ + kLate;
  const std::optional<Roll> roll = call_roll();
  const std::lock_guard lock(mutex_);
  if (!limit_) return watchdog_.rest();
  due_ = Clock::now();
  if (!late && roll && before_ && stands_still(*before_, *roll))
    return stalled_(describe_stall(*roll, roll_call_.reachable(), *limit_));
  before_ = roll;
  due_ += std::chrono::duration_cast<Clock::duration>(*limit_);
  watchdog_.expect_within(*limit_);
}

/// Nothing where it is not this rank's to tell, or nobody can be asked.
std::optional<Roll> StallWatch::call_roll() const {
  try {
    if (roll_call_.rank() != 0 && roll_call_.ask(0, kAnswer)) return std::nullopt;
    Roll roll = roll_call_.ask(kAnswer);
    if (mine_to_tell(roll)) return roll;
  } catch (const std::system_error&) {
    return std::nullopt;
  }
  return std::nullopt;
}

/// The first of those who answer, who then all see the same. One that can't reach rank 0 at all would take it
/// for silent.
bool StallWatch::mine_to_tell(const Roll& roll) const {
  const auto own = static_cast<std::size_t>(roll_call_.rank());
  if (!roll_call_.reachable()[own]) return false;
  return std::none_of(roll.begin(), roll.begin() + roll_call_.rank(),
                      [](const auto& one) { return one.has_value(); });
}

bool StallWatch::sees_all() const {
  return std::ranges::all_of(roll_call_.reachable(), std::identity());
}

}  // namespace gpubench

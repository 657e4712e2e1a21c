#include "tests/support/simt/warp.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include "tests/support/simt/block.hpp"

namespace gpubench::simt {
namespace {

constexpr unsigned kLanes = 32;

/// The threads of the current one's warp; fewer than 32 in the last of a block.
std::span<Thread* const> own_warp() {
  const auto& threads = block().threads();
  const std::size_t first = block().current().linear / kLanes * kLanes;
  return std::span(threads).subspan(first, std::min<std::size_t>(kLanes, threads.size() - first));
}

bool is_named(std::uint32_t mask, unsigned lane) {
  return (mask >> lane & 1) != 0;
}

/// Whether all that the mask names have come, but for those that have left the kernel or never were.
bool is_complete(std::span<Thread* const> warp, std::uint32_t mask) {
  for (unsigned lane = 0; lane < warp.size(); ++lane) {
    const Thread& thread = *warp[lane];
    if (!is_named(mask, lane) || thread.state == State::done) continue;
    if (thread.state != State::in_warp || thread.arrival.mask != mask) return false;
  }
  return true;
}

std::uint64_t answer_for(const Arrival& arrival, std::span<Thread* const, kLanes> came) {
  if (arrival.answer == Answer::shuffle) {
    const auto source = static_cast<unsigned>(arrival.source);
    const bool there = source < kLanes && came[source] != nullptr;
    return there ? came[source]->arrival.value : ~std::uint64_t{0};
  }
  std::uint64_t lanes = 0;
  for (unsigned lane = 0; lane < kLanes; ++lane) {
    if (came[lane] != nullptr && came[lane]->arrival.value != 0) lanes |= std::uint64_t{1} << lane;
  }
  return lanes;
}

/// By the last to come. Answers are made here, all at once: one that is woken may come again with another
/// value before its neighbours have had their turn.
void wake(std::span<Thread* const> warp, std::uint32_t mask) {
  Thread* came[kLanes] = {};
  const Arrival* first = nullptr;
  for (unsigned lane = 0; lane < warp.size(); ++lane) {
    if (!is_named(mask, lane) || warp[lane]->state != State::in_warp) continue;
    came[lane] = warp[lane];
    if (first == nullptr) first = &came[lane]->arrival;
    if (std::strcmp(came[lane]->arrival.word, first->word) != 0) {
      block().fail(std::string("lanes of one warp came to ") + first->word + " of " +
                   place_text(first->place) + " and to " + came[lane]->arrival.word + " of " +
                   place_text(came[lane]->arrival.place));
    }
  }
  if (first == nullptr) return;
  const bool orders = first->answer == Answer::order;
  for (Thread* const thread : came) {
    if (thread != nullptr && orders) Context::acquire(&thread->came);
  }
  for (Thread* const thread : came) {
    if (thread == nullptr) continue;
    thread->answer = answer_for(thread->arrival, came);
    if (orders) Context::release(&thread->woken);
    thread->state = State::ready;
  }
}

}  // namespace

std::uint64_t join_warp(const Arrival& arrival) {
  Thread& thread = block().current();
  if (!is_named(arrival.mask, thread.linear % kLanes)) {
    block().fail(std::string(arrival.word) + " of " + place_text(arrival.place) +
                 ": the caller is not in its own mask");
  }
  const bool orders = arrival.answer == Answer::order;
  thread.arrival = arrival;
  thread.state = State::in_warp;
  if (orders) Context::release(&thread.came);
  if (is_complete(own_warp(), arrival.mask)) wake(own_warp(), arrival.mask);
  if (thread.state == State::in_warp) thread.context.pause();
  if (orders) Context::acquire(&thread.woken);
  return thread.answer;
}

void leave_warp() {
  const auto warp = own_warp();
  for (const Thread* const thread : warp) {
    if (thread->state == State::in_warp && is_complete(warp, thread->arrival.mask)) {
      wake(warp, thread->arrival.mask);
    }
  }
}

int lane() {
  return static_cast<int>(block().current().linear % kLanes);
}

}  // namespace gpubench::simt

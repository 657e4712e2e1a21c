#include "harness/rotating_trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace gpubench {

RotatingTrial::RotatingTrial(std::vector<std::unique_ptr<Trial>> sets) : sets_(std::move(sets)) {
  if (sets_.empty()) throw std::invalid_argument("RotatingTrial: no sets");
}

void RotatingTrial::reset() {
  for (const auto& set : sets_) set->reset();
  next_ = 0;
}

void RotatingTrial::enqueue(Stream& stream) {
  sets_[next_]->enqueue(stream);
  next_ = (next_ + 1) % sets_.size();
}

Verdict RotatingTrial::verify(std::uint64_t applications) {
  Verdict worst = sets_.front()->verify((applications + sets_.size() - 1) / sets_.size());
  for (std::size_t place = 1; place < sets_.size() && place < applications; ++place) {
    const std::uint64_t had = (applications + sets_.size() - 1 - place) / sets_.size();
    Verdict one = sets_[place]->verify(had);
    if (one.correctness <= worst.correctness) continue;
    worst = std::move(one);
    if (!worst.detail.empty())
      worst.detail = fmt::format("buffers {} of {}: {}", place + 1, sets_.size(), worst.detail);
  }
  return worst;
}

std::uint64_t RotatingTrial::applications_max() const {
  const std::uint64_t each = sets_.front()->applications_max();
  return each > std::numeric_limits<std::uint64_t>::max() / sets_.size() ? each : each * sets_.size();
}

std::vector<std::pair<std::string, std::string>> RotatingTrial::facts() const {
  auto facts = sets_.front()->facts();
  facts.emplace_back("buffer_sets", fmt::format("{}", sets_.size()));
  return facts;
}

}  // namespace gpubench

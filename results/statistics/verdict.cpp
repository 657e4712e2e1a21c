#include "results/statistics/verdict.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace gpubench::results {
namespace {

Verdict verdict_of(const Contrast& contrast, bool rejected, const Bounds& bounds, double look_rate) {
  if (rejected && std::abs(contrast.effect) >= bounds.change)
    return contrast.effect > 0 ? Verdict::regressed : Verdict::improved;
  const double reach = std::abs(contrast.effect) + half_width(contrast, look_rate);
  return reach < bounds.margin ? Verdict::equivalent : Verdict::inconclusive;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::regressed:
      return "REGRESSED";
    case Verdict::improved:
      return "IMPROVED";
    case Verdict::equivalent:
      return "EQUIVALENT";
    case Verdict::inconclusive:
      break;
  }
  return "INCONCLUSIVE";
}

std::vector<bool> reject(std::span<const double> p, double rate) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return p[i]; });
  // The largest k whose k-th smallest p is at most k/M of the rate; all up to it are rejected.
  std::size_t count = 0;
  for (std::size_t k = 1; k <= order.size(); ++k) {
    if (p[order[k - 1]] <= rate * static_cast<double>(k) / static_cast<double>(order.size())) count = k;
  }
  std::vector<bool> rejected(p.size(), false);
  for (std::size_t k = 0; k < count; ++k) rejected[order[k]] = true;
  return rejected;
}

std::vector<std::optional<Verdict>> look(std::span<const std::optional<Contrast>> family,
                                         const Thresholds& thresholds, std::span<const Bounds> bounds) {
  const Bounds own{thresholds.change, thresholds.margin};
  const double rate = thresholds.error_rate_of_a_look();
  std::vector<double> p;
  p.reserve(family.size());
  for (const auto& contrast : family) p.push_back(contrast ? contrast->p : 1.0);
  const std::vector<bool> rejected = reject(p, rate);
  std::vector<std::optional<Verdict>> verdicts(family.size());
  for (std::size_t i = 0; i < family.size(); ++i) {
    if (family[i]) verdicts[i] = verdict_of(*family[i], rejected[i], bounds.empty() ? own : bounds[i], rate);
  }
  return verdicts;
}

SequentialGate::SequentialGate(std::size_t members, const Thresholds& thresholds, std::vector<Bounds> bounds)
    : thresholds_(thresholds), bounds_(std::move(bounds)), members_(members) {
  if (!bounds_.empty() && bounds_.size() != members)
    throw std::invalid_argument("statistics: bounds of another number of members");
}

void SequentialGate::look_at(std::size_t pairs, std::span<const Contrast> contrasts) {
  if (contrasts.size() != members_.size() || looks_taken_ == kLooks.size() || pairs < kLooks[looks_taken_] ||
      std::ranges::find(kLooks, pairs) == kLooks.end())
    throw std::invalid_argument("statistics: not the gate's next look");
  std::vector<std::optional<Contrast>> family(members_.size());
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (is_undecided(i)) family[i] = contrasts[i];
  }
  const auto verdicts = look(family, thresholds_, bounds_);
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (verdicts[i]) members_[i] = {*verdicts[i], pairs, contrasts[i]};
  }
  looks_taken_ = static_cast<std::size_t>(std::ranges::find(kLooks, pairs) - kLooks.begin()) + 1;
}

bool SequentialGate::done() const {
  return next_look() == 0;
}

bool SequentialGate::is_undecided(std::size_t member) const {
  return members_.at(member).verdict == Verdict::inconclusive;
}

std::size_t SequentialGate::next_look() const {
  const bool any = std::ranges::any_of(
      members_, [](const Member& member) { return member.verdict == Verdict::inconclusive; });
  return any && looks_taken_ < kLooks.size() ? kLooks[looks_taken_] : 0;
}

}  // namespace gpubench::results

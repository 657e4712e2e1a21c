#include "results/statistics/suite_share.hpp"

#include <array>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

#include "results/statistics/power.hpp"

namespace gpubench::results {
namespace {

/// The same on every machine, where std::normal_distribution is the standard library's own.
class Normal {
 public:
  explicit Normal(std::uint64_t seed) : state_(seed) {}
  double next() { return boost::math::quantile(boost::math::normal(), uniform()); }

 private:
  /// splitmix64 (Steele, Lea, Flood, OOPSLA 2014), its upper 53 bits in the middle of their step: never 0
  /// or 1.
  double uniform() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    z ^= z >> 31;
    return (static_cast<double>(z >> 11) + 0.5) * 0x1p-53;
  }
  std::uint64_t state_;
};

struct Ended {
  bool good = true, alarm = false;
  std::size_t pairs = 0;
};

Ended run_suite(std::span<const Prior> family, Normal& normal, const Thresholds& thresholds) {
  const std::array<double, kLooks.back()> zero{};
  std::vector<std::array<double, kLooks.back()>> differences(family.size());
  for (std::size_t i = 0; i < family.size(); ++i) {
    for (double& difference : differences[i]) difference = std::sqrt(family[i].variance) * normal.next();
  }
  SequentialGate gate(family.size(), thresholds);
  std::vector<Contrast> contrasts(family.size());
  Ended ended;
  while (!gate.done()) {
    ended.pairs = gate.next_look();
    for (std::size_t i = 0; i < family.size(); ++i) {
      if (!gate.is_undecided(i)) continue;
      contrasts[i] = paired_contrast(std::span(zero).first(ended.pairs),
                                     std::span(differences[i]).first(ended.pairs), Better::lower, family[i]);
    }
    gate.look_at(ended.pairs, contrasts);
  }
  for (const SequentialGate::Member& member : gate.members()) {
    ended.good = ended.good && (member.verdict == Verdict::equivalent || member.verdict == Verdict::improved);
    ended.alarm = ended.alarm || member.verdict == Verdict::regressed || member.verdict == Verdict::improved;
  }
  return ended;
}

}  // namespace

SuiteShare simulate_suites(std::span<const Prior> priors, std::size_t suites, std::uint64_t seed,
                           const Thresholds& thresholds) {
  std::vector<Prior> family;
  for (const Prior& prior : priors) {
    if (!is_on_watch(prior, thresholds)) family.push_back(prior);
  }
  SuiteShare share;
  if (family.empty()) return share;
  Normal normal(seed);
  double pairs = 0;
  for (share.suites = 0; share.suites < suites; ++share.suites) {
    const Ended ended = run_suite(family, normal, thresholds);
    share.good += ended.good ? 1 : 0;
    share.alarms += ended.alarm ? 1 : 0;
    pairs += static_cast<double>(ended.pairs);
  }
  share.pairs = pairs / static_cast<double>(suites);
  return share;
}

}  // namespace gpubench::results

/// Verdict: what a family of contrasts allows to say, look by look, with false alarms held down over all of
/// it.
#pragma once
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "results/statistics/contrast.hpp"

namespace gpubench::results {

enum class Verdict { inconclusive, equivalent, improved, regressed };
std::string_view to_string(Verdict verdict);  ///< "INCONCLUSIVE", "EQUIVALENT" ...

/// Numbers of pairs at which a duet is looked at.
inline constexpr std::array<std::size_t, 4> kLooks = {3, 5, 8, 12};

/// What a policy may set.
struct Thresholds {
  double error_rate = 0.05;        ///< q: share of false ones among REGRESSED and IMPROVED, over all looks.
  double change = std::log(1.01);  ///< A smaller effect is never REGRESSED or IMPROVED.
  double margin = std::log(1.02);  ///< An interval inside +-margin is EQUIVALENT.
  double error_rate_of_a_look() const { return error_rate / static_cast<double>(kLooks.size()); }
};

/// What of them may differ from case to case.
struct Bounds {
  double change = 0, margin = 0;
};

/// Which of a family's p are rejected, false ones being at most the share `rate` of those (Benjamini,
/// Hochberg 1995).
std::vector<bool> reject(std::span<const double> p, double rate);

/// One look at a family. Members without a contrast were decided before: they count in the family with p = 1,
/// and get nothing. The others get REGRESSED or IMPROVED where the difference is rejected to be none and is
/// at least `change`; else EQUIVALENT where their interval at the look's level lies inside the margin; else
/// INCONCLUSIVE: go on. bounds: of each member in place of the thresholds' own; none of any where empty.
std::vector<std::optional<Verdict>> look(std::span<const std::optional<Contrast>> family,
                                         const Thresholds& thresholds = {},
                                         std::span<const Bounds> bounds = {});

/// A duet's family over all looks: who is undecided, and who was decided as what at how many pairs.
class SequentialGate {
 public:
  struct Member {
    Verdict verdict = Verdict::inconclusive;
    std::size_t pairs = 0;  ///< At which it was decided, or seen last.
    Contrast contrast;      ///< Of that look.
  };

  /// bounds: as of look().
  explicit SequentialGate(std::size_t members, const Thresholds& thresholds = {},
                          std::vector<Bounds> bounds = {});

  /// The undecided members' contrasts after `pairs` pairs, by index; those of decided members are not looked
  /// at. Throws std::invalid_argument where pairs is none of kLooks, was looked at before, or the size is
  /// another.
  void look_at(std::size_t pairs, std::span<const Contrast> contrasts);
  /// No member is undecided, or the last look is past.
  bool done() const;
  bool is_undecided(std::size_t member) const;
  /// The next number of pairs to look at; 0 when done.
  std::size_t next_look() const;
  const std::vector<Member>& members() const { return members_; }

 private:
  Thresholds thresholds_;
  std::vector<Bounds> bounds_;
  std::vector<Member> members_;
  std::size_t looks_taken_ = 0;
};

}  // namespace gpubench::results

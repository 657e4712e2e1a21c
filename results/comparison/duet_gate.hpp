/// DuetGate: the cases of a duet, look by look, until each is decided or the last look is past.
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "results/comparison/comparison.hpp"

namespace gpubench::results {

class DuetGate {
 public:
  /// bounds: of one case in place of the thresholds' own, as CompareRules has them.
  explicit DuetGate(const Thresholds& thresholds = {}, std::function<Bounds(const CaseKey&)> bounds = {})
      : thresholds_(thresholds), bounds_(std::move(bounds)) {}

  /// The comparison of the first `pairs` pairs, one of kLooks, ascending. The first look says who is in the
  /// family: the cases whose contrast is judged.
  void look_at(std::size_t pairs, Comparison comparison);
  bool done() const;
  /// The next number of pairs; 0 when done.
  std::size_t next_look() const;
  /// Of the family, in the order of rows, those that more pairs may decide: a case that has failed since is
  /// none.
  std::vector<CaseKey> undecided() const;
  std::size_t family() const { return keys_.size(); }
  /// The last comparison, each of the family with its verdict and the contrast it was decided on.
  const Comparison& comparison() const { return comparison_; }

 private:
  const ComparedCase* row_of(const CaseKey& key) const;
  bool is_open(std::size_t member) const;
  void write_verdicts();

  Thresholds thresholds_;
  std::function<Bounds(const CaseKey&)> bounds_;
  Comparison comparison_;
  std::vector<CaseKey> keys_;
  std::optional<SequentialGate> gate_;
};

}  // namespace gpubench::results

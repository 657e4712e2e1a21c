#include "results/comparison/duet_gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace gpubench::results {
namespace {

Outcome outcome_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::equivalent:
      return Outcome::equivalent;
    case Verdict::improved:
      return Outcome::improved;
    case Verdict::regressed:
      return Outcome::regressed;
    case Verdict::inconclusive:
      break;
  }
  return Outcome::inconclusive;
}

/// Of a case that gives no figure any more (it failed since): nothing can be decided on it.
constexpr Contrast kNothingKnown{0, 1, 1, 1, 0};

}  // namespace

void DuetGate::look_at(std::size_t pairs, Comparison comparison) {
  comparison_ = std::move(comparison);
  if (!gate_) {
    for (const ComparedCase& row : comparison_.cases) {
      if (is_gated(row)) keys_.push_back(row.key);
    }
    std::vector<Bounds> bounds;
    if (bounds_) std::ranges::transform(keys_, std::back_inserter(bounds), bounds_);
    gate_.emplace(keys_.size(), thresholds_, std::move(bounds));
  }
  std::vector<Contrast> contrasts;
  for (const CaseKey& key : keys_) {
    const ComparedCase* row = row_of(key);
    // Launches of another batch, or on other devices, are left out of pairs: too few may be left.
    const bool known = row != nullptr && is_gated(*row) && row->paired && row->enough;
    contrasts.push_back(known ? row->contrast.value_or(kNothingKnown) : kNothingKnown);
  }
  gate_->look_at(pairs, contrasts);
  write_verdicts();
}

bool DuetGate::done() const {
  return gate_ && (undecided().empty() || gate_->done());
}

std::size_t DuetGate::next_look() const {
  if (!gate_) return kLooks.front();
  return done() ? 0 : gate_->next_look();
}

std::vector<CaseKey> DuetGate::undecided() const {
  std::vector<CaseKey> keys;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (is_open(i)) keys.push_back(keys_[i]);
  }
  return keys;
}

bool DuetGate::is_open(std::size_t member) const {
  const ComparedCase* row = row_of(keys_[member]);
  return gate_->is_undecided(member) && (row == nullptr || is_gated(*row));
}

const ComparedCase* DuetGate::row_of(const CaseKey& key) const {
  const auto row = std::ranges::find(comparison_.cases, key, &ComparedCase::key);
  return row == comparison_.cases.end() ? nullptr : &*row;
}

void DuetGate::write_verdicts() {
  for (ComparedCase& row : comparison_.cases) {
    const auto key = std::ranges::find(keys_, row.key);
    // What is wrong with a case since (it failed, its output differs) outweighs what its times said.
    if (!is_gated(row)) continue;
    if (key == keys_.end()) {  // looks at a family of another size would not keep its error rate
      row.outcome = Outcome::inconclusive;
      row.why = "it could not be compared at the first look";
      continue;
    }
    const SequentialGate::Member& member = gate_->members()[static_cast<std::size_t>(key - keys_.begin())];
    // The comparison says what is lacking; what it says of launches that are no pairs is no verdict.
    if (member.contrast.replicates == 0) {
      row.outcome = Outcome::inconclusive;
      if (row.why.empty()) row.why = "no pairs of launches to decide by";
      continue;
    }
    row.outcome = outcome_of(member.verdict);
    row.contrast = member.contrast;
    row.effect = member.contrast.effect;
    row.half_width = half_width(member.contrast, thresholds_.error_rate_of_a_look());
    row.why = fmt::format("{} pairs", member.contrast.replicates);
    withhold_flattery(row);
  }
}

}  // namespace gpubench::results

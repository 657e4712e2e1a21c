/// Difference: in which facts two fingerprints differ, those first that most likely move speed or numbers.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "results/comparison/fact_bearing.hpp"
#include "results/model.hpp"

namespace gpubench {

/// A fact that differs: what each side says of it, by value. A side with no value lacks the fact.
struct FactDifference {
  std::string scope, key;
  std::vector<results::Fact> a, b;
  const results::FactRule* rule;  ///< Never null.
  /// What differs with it, as far as the facts tell: the bytes of a library's file, and the packages that own
  /// it. Those are in no other place of the list.
  std::vector<FactDifference> with;
};

/// One scope. Hashes are empty on a side that has no facts of it.
struct ScopeDifference {
  std::string scope;
  std::string hash_a, hash_b;
  std::size_t differences = 0;          ///< Facts that differ, incidental ones left out.
  std::vector<std::string> incidental;  ///< Keys that differ, yet are no difference of the environment.
};

struct FingerprintDifference {
  std::vector<ScopeDifference> scopes;  ///< Those that either side has, in the order they are shown.
  std::vector<FactDifference> facts;    ///< By descending bearing, then scope, then key.
  bool equal() const { return facts.empty(); }
};

/// Values are compared, not which ranks say them. Hashes of scopes are made anew from the facts; a fact named
/// "sha256" is none.
FingerprintDifference difference_of(const std::vector<results::Fact>& a, const std::vector<results::Fact>& b);

/// A side of the difference, and the words that say where its facts are from.
struct FingerprintSide {
  std::string name;    ///< As asked for.
  std::string origin;  ///< "launch 01J..., 8 ranks, 2026-...", "this machine, now"
  std::vector<results::Fact> facts;
};

struct DifferenceView {
  bool all = false;  ///< Long lists whole.
  std::size_t width = 0;
  bool color = false;
};

/// For people: each scope in a line, then what differs with both values and the reason. Of facts that are not
/// strong a long list is cut, and says so.
std::string difference_text(const FingerprintDifference& difference, const FingerprintSide& a,
                            const FingerprintSide& b, const DifferenceView& view);
/// FINGERPRINT.md, "gpubench-fingerprint-difference/1".
std::string difference_json(const FingerprintDifference& difference, const FingerprintSide& a,
                            const FingerprintSide& b);

}  // namespace gpubench

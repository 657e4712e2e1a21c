/// Ladder: how far one operation's output stays the same, bit for bit, as more of its surroundings change.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "results/comparison/numeric_class.hpp"
#include "results/model.hpp"

namespace gpubench::results {

/// What differs between two outputs of equal inputs: the greatest of these that does.
enum class Rung { repeat, restart, device, node, site, architecture };
inline constexpr std::array<Rung, 6> kRungs = {Rung::repeat, Rung::restart, Rung::device,
                                               Rung::node,   Rung::site,    Rung::architecture};
std::string_view to_string(Rung rung);  ///< "repeat", "restart", "other device" ...

/// Where and with what a launch measured a case. What is not known is empty.
struct Setting {
  std::string site;
  std::string architecture;       ///< Model of its devices.
  std::set<std::string> nodes;    ///< Of its participants. A host that booted anew is another.
  std::set<std::string> devices;  ///< Likewise.
  std::string libraries;          ///< What was loaded, versions and all.
};
Setting setting_of(const Case& c, const Launch& launch);

/// One launch's output of the case.
struct LadderOutput {
  Output output;
  Setting setting;
  Facts facts;  ///< The case's own: "promise" and "repeat" among them.
};

struct LadderStep {
  std::size_t compared = 0;  ///< Pairs of outputs of equal inputs; of repeats, launches that looked.
  std::size_t digests = 0;   ///< Distinct ones among those of one input; the most of any input.
  NumericClass worst = NumericClass::none;  ///< Of a pair.
  bool promise_broken = false;              ///< The library promises the same bits, and they are not.
};

/// A step for each rung; compared == 0: the data hold nothing for it.
using Ladder = std::array<LadderStep, kRungs.size()>;

/// Pairs are outputs of one seed; all are of one identity, so that their inputs are equal. Which rung a pair
/// stands on: other models: architecture; else other sites; else no node in common: node; else other devices;
/// else restart. A pair in which the model, or on lower rungs site, nodes or devices of one side are not
/// known counts nowhere: it would blame the wrong thing. (Where no site was given to either, there is one.)
/// The repeat is what the case's fact `repeat` says of its launch.
/// A promise ("identical with one library version, architecture ...") covers pairs of one model, with the
/// same libraries loaded and the same facts of the case, algorithm and all: none on the rung of
/// architectures.
Ladder climb(std::span<const LadderOutput> outputs);

}  // namespace gpubench::results

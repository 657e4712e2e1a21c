/// ComparedCase: one row of a comparison.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "results/comparison/numeric_class.hpp"
#include "results/statistics/contrast.hpp"

namespace gpubench::results {

/// What a comparison says of a case. STATISTICS.md tells what each takes.
enum class Outcome {
  equivalent,
  improved,
  regressed,
  inconclusive,
  suspected,           ///< Would be improved or regressed, but time may have made the difference.
  watch,               ///< Too noisy here for any verdict, as the ledger knows: shown, never counted.
  different_hardware,  ///< The ratio is shown; it says nothing of the build.
  incomparable,        ///< Not the same operation: batch, ranks, amount of work or unit differ.
  expected,            ///< Would be regressed or improved, and the policy says why.
  missing,             ///< Measured in the baseline only.
  fresh,               ///< NEW: measured in the candidate only.
  broken,              ///< It failed, or more than 1 % of a launch's samples are no figures.
  wrong,               ///< An output is wrong.
};
std::string_view to_string(Outcome outcome);  ///< "EQUIVALENT", ... , "DIFFERENT_HARDWARE", "NEW"

/// What makes two cases the same question asked twice. Batch and number of participants are part of a case's
/// identity too; where only they differ the reader is told so, instead of seeing one case gone and one new.
struct CaseKey {
  std::string name, backend, axes, scope;
  auto operator<=>(const CaseKey&) const = default;
};

struct ComparedCase {
  CaseKey key;
  std::string id;  ///< The baseline's; of a NEW case the candidate's.
  Outcome outcome = Outcome::inconclusive;
  std::string why;
  std::string flattered;  ///< Why it may be no better than worse; then never EQUIVALENT or IMPROVED.
  std::size_t launches_baseline = 0, launches_candidate = 0;  ///< That measured it.
  bool paired = false;
  bool enough = false;  ///< Its launches are enough for a verdict, and time can't have made the difference.
  std::string unit = "s";
  double typical_baseline = 0;        ///< e^(mean L) as it is told, see Telling, in unit; 0: not measured.
  double typical_candidate = 0;       ///< Likewise.
  std::optional<double> effect;       ///< ln(worse / better), of single launches too; above 0 is worse.
  std::optional<Contrast> contrast;   ///< From 2 launches a side on.
  std::optional<double> half_width;   ///< Of the effect's interval at one look's level.
  std::optional<double> tail_effect;  ///< Where the slow tail alone got significantly worse; a warning.
  NumericClass numeric = NumericClass::none;
  std::vector<std::string> flags;  ///< few, bimodal, drifting, batch-lowered, in 3 of 5 launches ...
};

/// Where the row is flattered: INCONCLUSIVE in place of EQUIVALENT and IMPROVED, and why.
void withhold_flattery(ComparedCase& row);

/// Does a reader who looks for what changed want to see it?
bool has_changed(const ComparedCase& row);
/// Does its verdict come from the family's contrasts?
bool is_gated(const ComparedCase& row);

}  // namespace gpubench::results

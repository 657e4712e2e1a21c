#include "results/comparison/row.hpp"

namespace gpubench::results {

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::equivalent:
      return "EQUIVALENT";
    case Outcome::improved:
      return "IMPROVED";
    case Outcome::regressed:
      return "REGRESSED";
    case Outcome::inconclusive:
      break;
    case Outcome::suspected:
      return "SUSPECTED";
    case Outcome::watch:
      return "WATCH";
    case Outcome::expected:
      return "EXPECTED";
    case Outcome::different_hardware:
      return "DIFFERENT_HARDWARE";
    case Outcome::incomparable:
      return "INCOMPARABLE";
    case Outcome::missing:
      return "MISSING";
    case Outcome::fresh:
      return "NEW";
    case Outcome::broken:
      return "BROKEN";
    case Outcome::wrong:
      return "WRONG";
  }
  return "INCONCLUSIVE";
}

void withhold_flattery(ComparedCase& row) {
  if (row.flattered.empty()) return;
  if (row.outcome != Outcome::equivalent && row.outcome != Outcome::improved) return;
  row.outcome = Outcome::inconclusive;
  row.why = row.flattered;
}

bool has_changed(const ComparedCase& row) {
  switch (row.outcome) {
    case Outcome::equivalent:
    case Outcome::inconclusive:
    case Outcome::watch:
    case Outcome::different_hardware:
      return row.tail_effect.has_value();
    default:
      return true;
  }
}

bool is_gated(const ComparedCase& row) {
  switch (row.outcome) {
    case Outcome::equivalent:
    case Outcome::improved:
    case Outcome::regressed:
    case Outcome::inconclusive:
    case Outcome::suspected:
    case Outcome::expected:
      return true;
    default:
      return false;
  }
}

}  // namespace gpubench::results

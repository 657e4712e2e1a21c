/// ShowRepro: a study's reproducibility as text for people and as JSON for machines.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "results/repro/loss_curves.hpp"
#include "results/repro/repro.hpp"

namespace gpubench::results {

struct ReproView {
  std::size_t width = 0;  ///< Columns; 0: no limit.
  bool color = false;
  bool verbose = false;  ///< Every fact that varies within a site.
};

/// How well times repeat (a row a case), how far outputs stay the same, who disagrees, what could not be
/// told.
void show(const Repro& repro, const ReproView& view, std::ostream& out);
/// Where each run parts from the first.
void show(const std::vector<LossComparison>& losses, double tolerance, std::ostream& out);

/// {"schema": "gpubench-repro/1", "study", "cases", "labs", "pairs", "losses"}; sd are of ln value; a figure
/// that is missing is not there, and what can't be told from the data says so in "not_identifiable".
std::string repro_json(const Repro* repro, const std::vector<LossComparison>& losses, double tolerance);

}  // namespace gpubench::results

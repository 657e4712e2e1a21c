/// ReproWords: figures of a study as words, for all ways of showing it.
#pragma once
#include <string>
#include <vector>

#include "results/repro/loss_curves.hpp"
#include "results/repro/repro.hpp"

namespace gpubench::results {

/// "+1.25 %": e^effect - 1.
std::string ratio_text(double effect);
/// "0.42 %": sd of a component; empty where the data can't tell.
std::string deviation_text(const Component& component);
/// "IDENTICAL", "STATISTICAL, 2 digests", "PROMISED_BROKEN, 2 digests"; empty where nothing was compared.
std::string step_text(const LadderStep& step);
/// "repeatability (2 cases): not identifiable: one launch a site", each figure and reason once.
std::vector<std::string> gaps_text(const Repro& repro);
/// Sentence about the outlying site, or that there is none, or why that can't be told.
std::string outlier_text(const Repro& repro);
std::string gap_text(const WorstGap& gap);
std::string loss_text(const LossComparison& seen, double tolerance);

}  // namespace gpubench::results

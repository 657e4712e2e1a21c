/// CaseRepro: what the launches of a study say of one case: how well its times repeat, and its output.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/row.hpp"
#include "results/comparison/side.hpp"
#include "results/comparison/standing.hpp"
#include "results/repro/ladder.hpp"
#include "results/statistics/interlab.hpp"
#include "results/statistics/variance_components.hpp"
#include "results/telling.hpp"

namespace gpubench::results {

/// The launches of one site, by place in the study.
struct Site {
  std::string name;  ///< "(not given)" where the launches have none.
  std::vector<std::size_t> launches;
};
/// By name.
std::vector<Site> sites_of(const Side& study);

/// The two devices of one site that lie farthest apart.
struct WorstGap {
  std::string site, fastest, slowest;  ///< Devices by identity; "rank 3" where it is not known.
  double gap = 0;                      ///< On ln time.
};

struct CaseRepro {
  CaseKey key;
  std::size_t launches = 0;           ///< That measured it, of the same operation.
  std::vector<std::string> left_out;  ///< Why other launches are not among them, each reason once.
  bool wrong = false;                 ///< An output is: its launch shows no times.
  Telling telling;                    ///< Of its case.
  std::optional<double> typical;      ///< e^(mean L) as it is told; absent where it is no figure.
  std::vector<LabLaunches> labs;      ///< L by site of the study; a site without is empty.
  VarianceComponents components;      ///< Of sites that measured it.
  Precision5725 precision;
  std::optional<std::size_t>
      launches_needed;  ///< Of each of two sides, for a change of 2 %; none: not known.
  std::optional<WorstGap> gap;
  Ladder ladder;
};

/// A change that a study is asked to resolve.
inline constexpr double kResolve = 0.02;

/// seen: by launch of the study. None measured it: launches is 0.
CaseRepro reproduce_case(const CaseKey& key, const Observations& seen, const Side& study,
                         const std::vector<Site>& sites);

}  // namespace gpubench::results

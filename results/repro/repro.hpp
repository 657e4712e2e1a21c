/// Repro: how reproducible a study's figures and outputs are, case by case and over its sites.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "results/comparison/side.hpp"
#include "results/repro/case_repro.hpp"
#include "results/statistics/agreement.hpp"
#include "results/statistics/interlab.hpp"

namespace gpubench::results {

/// How one site lies among the others, over the mean of the cases that every launch of all sites measured.
struct LabRow {
  std::string site;
  std::size_t launches = 0;
  LabConsistency consistency;
};

/// Two sites beside each other, over the cases that both measured.
struct SitePair {
  std::string first, second;
  BlandAltman times;                  ///< Of ln(second / first) of a case's typical value.
  std::optional<Concordance> shares;  ///< Of the share of their own ceilings; ceilings themselves left out.
};

struct Repro {
  Side study;
  std::vector<Site> sites;
  std::vector<CaseRepro> cases;       ///< In row_order(); those that some launch measured.
  std::size_t not_measured = 0;       ///< Cases that none did.
  std::vector<LabRow> labs;           ///< By site; empty where there is nothing to judge by.
  std::size_t lab_cases = 0;          ///< That `labs` stands on.
  std::string no_labs;                ///< Why there are none.
  std::optional<OutlierLab> outlier;  ///< .lab: place in labs.
  std::vector<SitePair> pairs;        ///< Of sites with 3 cases or more in common.
  std::vector<std::string> mixed;     ///< In what launches of one site differ: "site a: loaded blas.version".
  std::vector<std::string> hardware;  ///< In what the sites' devices differ: "host: cpu.model A and B".
};

/// Reads case by case; memory grows with cases and launches, not with samples. Throws what the files' readers
/// throw, and DataError where a launch has a case twice.
Repro reproduce(const Side& study);

/// s_R of a case without one site: ISO 5725-2 takes an outlier out of it, once its cause is known.
Component reproducibility_without(const CaseRepro& row, std::size_t site);

/// Cases with an output that is wrong, or not what its library promises.
std::size_t count_broken(const Repro& repro);

}  // namespace gpubench::results

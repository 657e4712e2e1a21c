/// CaseList: the cases of a launch in the order they were printed, each found again by name and axes.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "results/import/imported.hpp"

namespace gpubench::results {

class CaseList {
 public:
  /// The case of that name and axes; where it is new, one rank's in that unit, of which rates are better
  /// higher.
  ImportedCase& at(const std::string& name, const Axes& axes, const std::string& unit,
                   const std::string& backend = "host");
  std::vector<ImportedCase> take() { return std::move(cases_); }

 private:
  std::vector<ImportedCase> cases_;
  std::map<std::pair<std::string, Axes>, std::size_t> places_;
};

/// A sample of a case's first rank, as printed: a word that number_of() reads.
void add_printed(ImportedCase& one, const std::string& word);

}  // namespace gpubench::results

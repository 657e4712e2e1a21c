#include "results/import/case_list.hpp"

#include <algorithm>

#include "results/import/text_lines.hpp"
#include "results/import/units.hpp"

namespace gpubench::results {

ImportedCase& CaseList::at(const std::string& name, const Axes& axes, const std::string& unit,
                           const std::string& backend) {
  const auto [found, is_new] = places_.emplace(std::pair(name, axes), cases_.size());
  if (is_new) {
    ImportedCase& one = cases_.emplace_back();
    one.name = name;
    one.axes = axes;
    one.backend = backend;
    one.unit = unit;
    const auto known = find_unit(unit);
    one.higher_is_better = known && known->rate;
    one.samples.resize(1);
  }
  return cases_[found->second];
}

void add_printed(ImportedCase& one, const std::string& word) {
  one.samples.front().push_back(number_of(word).value());
  one.step = std::max(one.step, step_of(word));
}

}  // namespace gpubench::results

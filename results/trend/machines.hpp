/// Machines: which launches ran on the same kind of hardware at the same site.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "results/comparison/environment.hpp"

namespace gpubench::results {

class Machines {
 public:
  /// The machine of this launch for that backend: the first known one whose site is the same and whose model,
  /// clock policy and MIG mode are not known to differ.
  std::size_t find(const SideLaunch& one, const std::string& backend);
  /// "lab", "lab, cpu.model A and B": the site, and in what it differs from the first.
  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Machine {
    std::string backend, site;
    SideFacts facts;
    std::size_t number = 0;
  };
  const SideFacts& facts_of_launch(const SideLaunch& one);

  std::string launch_;  ///< Whose facts those are.
  SideFacts facts_;
  std::vector<Machine> machines_;
  std::vector<std::string> names_;
};

}  // namespace gpubench::results

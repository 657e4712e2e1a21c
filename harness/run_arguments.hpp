/// RunArguments: the options of `all` and `run` on their way from text to RunOptions.
#pragma once
#include <string>
#include <vector>

#include "harness/launcher.hpp"
#include "harness/options.hpp"

namespace CLI {
class App;
}

namespace gpubench {

/// Bound to by the parser, so it must outlive it and stay where it is.
class RunArguments {
 public:
  void add_to(CLI::App& verb);
  void add_selectors_to(CLI::App& verb);
  /// Checks what was typed. Throws results::UsageError.
  RunOptions finish(const std::vector<std::string>& arguments, const EnvironmentReader& environment) const;

 private:
  RunOptions options_;
  std::string profile_ = "standard";
  std::vector<std::string> settings_;
  std::string seed_, time_, timeout_;
};

}  // namespace gpubench

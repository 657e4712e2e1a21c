/// Finding: what one check of the doctor says.
#pragma once
#include <string>
#include <vector>

namespace gpubench::doctor {

enum class Result {
  good,
  note,     ///< Worth knowing; nothing is wrong with what is measured here.
  warning,  ///< Figures may be lower, noisier or fewer than this machine could give.
  invalid,  ///< Figures would not be those of what they claim to measure.
  unknown,  ///< What would have to be read for it does not tell.
};

std::string to_string(Result result);

struct Finding {
  std::string id;  ///< "memory.shared"; a check of several things adds which: "module.cuda", "device.0.ecc".
  Result result = Result::good;
  std::string evidence;  ///< What was seen, in one line.
  std::string mend;      ///< The command or action that mends it; empty where there is nothing to mend.
  friend bool operator==(const Finding&, const Finding&) = default;
};

using Findings = std::vector<Finding>;

/// The gravest of good, warning and invalid: notes and unknowns do not speak against measuring.
Result overall(const Findings& findings);

}  // namespace gpubench::doctor

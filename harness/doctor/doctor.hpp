/// Doctor: every check, and what they say as text and JSON.
#pragma once
#include <string>

#include "harness/doctor/finding.hpp"
#include "harness/doctor/readings.hpp"

namespace gpubench::doctor {

/// All checks, in a fixed order; DOCTOR.md lists them with their limits.
Findings examine(const Readings& readings);

struct DoctorView {
  bool all = false;  ///< A line for each check that found nothing, too.
  bool color = false;
  std::size_t width = 0;  ///< Columns; 0: no limit.
};

/// A line a finding, the gravest first, what mends it below it; what is good in one line; the sum last.
std::string findings_text(const Findings& findings, const DoctorView& view);

/// gpubench-doctor/1: {schema, version, build_id, result, findings: [{id, result, evidence, mend}]}; mend
/// only where there is one.
std::string findings_json(const Findings& findings);

}  // namespace gpubench::doctor

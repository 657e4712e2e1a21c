#include <iostream>

#include "harness/doctor/doctor.hpp"
#include "harness/verbs.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

results::ExitCode code_of(doctor::Result result) {
  if (result == doctor::Result::invalid) return results::ExitCode::regressed;
  return result == doctor::Result::warning ? results::ExitCode::inconclusive : results::ExitCode::good;
}

}  // namespace

results::ExitCode perform(const DoctorCommand& command, Launcher& launcher) {
  const doctor::Findings findings = doctor::examine(doctor::take_readings(launcher));
  if (command.json) {
    std::cout << doctor::findings_json(findings) << '\n';
  } else {
    const results::Terminal terminal = results::find_terminal();
    std::cout << doctor::findings_text(findings, {command.all, terminal.color, terminal.width});
  }
  return code_of(doctor::overall(findings));
}

}  // namespace gpubench

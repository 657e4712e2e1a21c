/// Readings of a plain machine in order, for tests to spoil one thing of.
#pragma once
#include <map>
#include <string>

#include "harness/doctor/finding.hpp"
#include "harness/doctor/readings.hpp"
#include "tests/harness/captured_tree.hpp"

namespace gpubench::doctor {

/// Two processors, all that is built usable, no NVIDIA device.
inline Readings some_readings(const CapturedTree& tree) {
  Readings readings;
  readings.files = tree.files();
  readings.environment = [](const char*) -> const char* { return nullptr; };
  readings.place.cpus = {0, 1};
  readings.place.threads = 2;
  readings.modules = {{"blas", "", false}, {"mpi", "", false}};
  readings.driver = {false, std::nullopt, {}};
  readings.shared_memory = 64_MiB;
  readings.output = {".", true, 10_GiB};
  readings.temporary = {"/tmp", true, 10_GiB};
  return readings;
}

/// The values of variables, for Readings::environment.
inline EnvironmentReader variables(std::map<std::string, std::string> values) {
  return [values = std::move(values)](const char* name) -> const char* {
    const auto found = values.find(name);
    return found == values.end() ? nullptr : found->second.c_str();
  };
}

/// The finding of that id; one that no check makes where there is none.
inline Finding finding_of(const Findings& findings, const std::string& id) {
  for (const Finding& finding : findings)
    if (finding.id == id) return finding;
  return {"(no finding " + id + ")", Result::unknown, "", ""};
}

}  // namespace gpubench::doctor

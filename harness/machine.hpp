/// Machine: what planning may know of the host device at a place.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "bench/api/benchmark.hpp"
#include "harness/place.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// The machines planning chooses from: the host's, and that of each kind of device that is there.
struct Machines {
  Machines(Machine machine) : host(machine) {}  // where there are no devices a machine is all there is

  Machine host;
  std::map<std::string, Machine> devices;      ///< By backend.
  std::map<std::string, std::string> missing;  ///< Why there is none, by backend.

  /// The machine that this backend's benchmarks measure; null, with reason_against(), where there is none.
  const Machine* of(const std::string& backend) const;
  std::string reason_against(const std::string& backend) const;
};

/// For one participant, when that many of this host measure at once in a world of so many ranks. A cache or
/// memory size the machine does not tell is that of nominal_machine(), so that planning always has sizes to
/// work with; such a figure never becomes a fact of the record. Ranks take the smallest over ranks with
/// smallest_machine().
Machine probe_machine(const Place& place, int participants_on_host, int ranks,
                      const SystemFiles& files = SystemFiles());

/// The smaller, field by field; of compute capabilities, where they differ, none.
Machine smallest_machine(const Machine& a, const Machine& b);

/// The machine as a participant of that scope has it: in world scope its rank's share of threads and memory.
Machine machine_in(const Machine& machine, Scope scope);

/// What a process may still allocate: the lesser of MemAvailable and what the cgroups leave. Absent where
/// neither tells.
std::optional<Bytes> memory_left(const SystemFiles& files = SystemFiles());

/// One line of JSON, for gathering machines over ranks.
std::string to_text(const Machine& machine);
/// Throws std::invalid_argument where the text is no machine.
Machine machine_from_text(const std::string& text);

}  // namespace gpubench

/// Options: what the command line asked for, once it is known to be well formed.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "bench/api/units.hpp"

namespace gpubench {

/// One --set axis=value[,value].
struct AxisSetting {
  std::string axis;
  std::vector<std::string> values;
};

/// Options of `all` and `run`.
struct RunOptions {
  std::vector<std::string> selectors;  ///< Globs over names ("memory/*") or last parts ("gemm"); empty: all.
  Profile profile = Profile::standard;
  std::vector<std::string> backends;  ///< Empty: all.
  std::vector<AxisSetting> settings;
  std::optional<std::uint64_t>
      seed;  ///< Of inputs and of the order of cases; drawn and recorded where not given.
  std::optional<Seconds>
      time;  ///< Bound on the whole run: see limits_within; a case that is begun is finished.
  /// From $GPUBENCH_CASES, set by a duet: of what is selected only these, "backend name axes" as the plan
  /// has them; empty: all.
  std::vector<std::string> only;
  /// From $GPUBENCH_BATCHES, set by a study: operations in a sample of those cases, named likewise, as its
  /// first launch had them.
  std::map<std::string, std::uint64_t> batches;
  std::filesystem::path
      output;              ///< Empty: $GPUBENCH_OUTPUT, or gpubench-<UTC>-<ulid>.h5 in the working folder.
  bool force = false;      ///< Replace an existing output.
  bool list_only = false;  ///< --list: print the plan, measure nothing.
  bool dry_run =
      false;  ///< Build the plan on every rank, check that it and the ranks are alike, measure nothing.
  bool allow_mixed = false;  ///< Measure though ranks run other images, builds or copies of a library.
  bool exclusive = false;    ///< Devices one after another.
  /// Of an operation on a device: several times what the slowest case of any profile takes.
  Seconds timeout{300};
  bool json = false;
  bool quiet = false;
  bool verbose = false;
  std::string progress = "auto";  ///< auto, bar, lines or none: see ProgressStyle.
  bool identify = false;          ///< Keep the names of host and user.
  std::string site;
  std::string allocation;
  std::int64_t pair = -1;  ///< From $GPUBENCH_PAIR and $GPUBENCH_POSITION, set by a duet.
  std::string position;
  std::string command_line;  ///< As typed; equal on all ranks.
  std::vector<std::string>
      arguments;  ///< Its words but the first; the record has them as private_words() gives.
};

}  // namespace gpubench

/// Benchmark: a name, its axes, its scope and a factory of trials.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/api/axes.hpp"
#include "bench/api/backend.hpp"
#include "bench/api/communicator.hpp"
#include "bench/api/trial.hpp"
#include "bench/api/units.hpp"
#include "bench/api/work.hpp"

namespace gpubench {

enum class Profile { quick, standard, thorough };

/// Who measures. device: one elected rank for each distinct device. world: all ranks together.
enum class Scope { device, world };

const char* to_string(Scope scope);
const char* to_string(Profile profile);

/// What planning may know of the device a rank would measure, equal on all ranks (the smallest over ranks).
struct Machine {
  Bytes cache_l1;          ///< One core's, or one multiprocessor's.
  Bytes cache_l2;          ///< One core's (or cluster's); of a device with one L2, that.
  Bytes cache_last;        ///< The last level as one device sees it.
  Bytes memory_available;  ///< For one participant, after what other participants of the same host may take.
  int threads = 1;         ///< Of one participant; multiprocessors of a device.
  int ranks = 1;           ///< Ranks of the world.
  /// For one rank where all ranks of a host measure at once; the whole of memory_available where a rank is
  /// alone.
  std::optional<Bytes> memory_per_rank = std::nullopt;
  /// Likewise; the same as threads where a rank is alone.
  std::optional<int> threads_per_rank = std::nullopt;
  /// Of CUDA devices, where all participants' have the same: 90 of 9.0.
  std::optional<int> compute_capability = std::nullopt;
};

/// How a case's derived rate stands to the machine's own ceiling.
enum class CeilingRole { none, uses, sets };

/// Which samples of several ranks make one: each participant's own, the slowest's, or the mean (OSU's
/// convention).
enum class AcrossRanks { each, max, mean };
const char* to_string(AcrossRanks across);

/// What never changes with the axes. Everything here is printed by `list` and kept in the module's manifest.
struct Description {
  std::string name;       ///< group/name, e.g. "memory/triad"
  std::string backend;    ///< "host", "cuda"
  std::string operation;  ///< One line with formula and shapes: "a[i] = b[i] + s*c[i]"
  std::string check;      ///< One line: oracle and tolerance.
  Scope scope = Scope::device;
  Metric metric = Metric::bandwidth;
  int ranks_min = 1;  ///< Fewer: the case is skipped with the reason.
  std::vector<AxisDefinition> axes;
};

/// What a trial is made of. References stay valid for the trial's life.
struct Context {
  Backend& backend;
  Machine machine;
  Communicator* communicator = nullptr;  ///< World scope only.
  std::uint64_t seed = 1;
};

class Benchmark {
 public:
  virtual ~Benchmark() = default;
  virtual const Description& description() const = 0;
  /// The points this profile measures, in canonical axes.
  virtual std::vector<Axes> points(Profile profile, const Machine& machine) const = 0;
  /// What one application does; needs no trial.
  virtual Work work(const Axes& axes, const Machine& machine) const = 0;
  /// What a trial allocates, for one participant; checked before it is made.
  virtual Bytes memory_needed(const Axes& axes, const Machine& machine) const = 0;
  /// A reason why this point can't be measured here ("needs AVX-512"), where there is one.
  virtual std::optional<std::string> obstacle(const Axes&, const Machine&) const { return std::nullopt; }
  /// Nominal duration of one application on a current machine with one thread, from work() alone: it fixes
  /// the batch size, so that the batch, which belongs to a case's identity, is the same whatever the machine.
  /// Only its order of magnitude matters.
  virtual Seconds nominal_time(const Axes& axes, const Machine& machine) const;
  /// How many ranks of a world of that size take part: the first ones; the others sleep (two for a
  /// ping-pong).
  virtual int ranks_used(int world_size) const { return world_size; }
  virtual AcrossRanks across_ranks(const Axes&) const;
  /// World scope: which data plane Context::communicator is. "mpi": the job's own, staged through the host
  /// where the backend's memory is a device's; otherwise the module of that name makes it ("nccl").
  virtual std::string transport(const Axes&) const { return "mpi"; }
  /// A barrier before each single operation of a batch, only the operations timed: OSU's convention.
  virtual bool barrier_between(const Axes&) const { return false; }
  /// The ceiling this case is a share of, e.g. "flop/s f64": the best rate among cases that set the same key.
  virtual std::string ceiling(const Axes&) const { return {}; }
  virtual CeilingRole ceiling_role(const Axes&) const { return CeilingRole::none; }
  /// Throws std::bad_alloc, or std::runtime_error saying why there can be no trial.
  virtual std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const = 0;
};

using BenchmarkList = std::vector<std::unique_ptr<Benchmark>>;

/// Moves the others behind those of the list.
void append(BenchmarkList& list, BenchmarkList more);

}  // namespace gpubench

/// The mpi module, opened as the program opens it, and the job's world.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/registrar.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench::test {

/// Set by main() before any test runs.
World& world();
const std::vector<std::unique_ptr<Benchmark>>& benchmarks();
/// Throws std::out_of_range where the module has no such benchmark.
const Benchmark& benchmark(const std::string& name);

/// Ranks, a backend and a trial of one point; the trial is null on ranks the benchmark leaves out.
struct Stage {
  Stage(const Benchmark& benchmark, const Axes& axes);
  bool takes_part() const { return trial != nullptr; }
  Communicator& ranks() { return *group->communicator(); }

  PlainBackend backend;
  PlainStream stream;
  std::unique_ptr<World> group;
  std::unique_ptr<Context> context;
  std::unique_ptr<Trial> trial;
};

}  // namespace gpubench::test

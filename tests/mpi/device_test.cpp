/// What measures a device owes on each of several ranks what it owes in one process: wrong before it has run,
/// right after.
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "bench/host/list.hpp"
#include "tests/mpi/module.hpp"

namespace gpubench {
namespace {

/// The program's own, and the blas module's where it was built.
std::vector<std::unique_ptr<Benchmark>> device_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> all = host_benchmarks();
  const std::string file = GPUBENCH_BLAS_MODULE;
  if (!std::filesystem::exists(file)) return all;
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(dlerror());
  Collection registered;
  reinterpret_cast<ModuleFunction>(dlsym(library, kModuleSymbol))()->register_benchmarks(registered);
  for (auto& benchmark : registered.benchmarks) all.push_back(std::move(benchmark));
  return all;
}

/// A quick point made small: eight ranks share the cores of a test's machine.
Axes small_point(const Benchmark& benchmark) {
  Axes axes = benchmark.points(Profile::quick, Machine{48_KiB, 256_KiB, 1_MiB, 32_MiB, 1, 1}).front();
  for (const auto& [axis, value] : std::map<std::string, std::string>{
           {"working_set", "70052B"}, {"ilp", "1"}, {"m", "65"}, {"n", "33"}, {"k", "17"}}) {
    if (axes.has(axis)) axes.set(axis, value);
  }
  return axes;
}

TEST(EveryDeviceBenchmark, FailsBeforeAndPassesAfterTheOperationOnEachRank) {
  test::PlainBackend backend;
  test::PlainStream stream;
  Context context{backend, {}, nullptr, 7};
  const auto benchmarks = device_benchmarks();
  EXPECT_GE(benchmarks.size(), 11U);
  for (const auto& benchmark : benchmarks) {
    SCOPED_TRACE(benchmark->description().name);
    const auto trial = benchmark->make_trial(small_point(*benchmark), context);
    trial->reset();
    EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong);
    test::world().barrier();  // All ranks at once, as in a run.
    trial->enqueue(stream);
    const Verdict verdict = trial->verify(1);
    EXPECT_LE(verdict.correctness, Correctness::statistical) << verdict.detail;
    trial->reset();
    EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong);
  }
}

/// --set AXIS=VALUE goes to every selected benchmark that has the axis: a value must be read alike by all.
TEST(EveryBenchmark, ReadsAnAxisAsOthersDo) {
  std::map<std::string, AxisDefinition::Kind> kinds;
  const auto compare = [&](const Benchmark& benchmark) {
    for (const AxisDefinition& axis : benchmark.description().axes) {
      EXPECT_EQ(kinds.emplace(axis.name, axis.kind).first->second, axis.kind)
          << benchmark.description().name << " " << axis.name;
    }
  };
  for (const auto& benchmark : device_benchmarks()) compare(*benchmark);
  for (const auto& benchmark : test::benchmarks()) compare(*benchmark);
}

}  // namespace
}  // namespace gpubench

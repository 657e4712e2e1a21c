#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <numeric>
#include <stdexcept>

#include "tests/mpi/module.hpp"

namespace gpubench::test {
namespace {

/// Ranks beside the first say only what failed.
class FailuresOnly final : public testing::EmptyTestEventListener {
 public:
  void OnTestPartResult(const testing::TestPartResult& result) override {
    if (!result.failed()) return;
    std::fprintf(stderr, "rank %d: %s:%d: %s\n", world().rank(), result.file_name(), result.line_number(),
                 result.message());
  }
};

struct Opened {
  Collection registered;
  std::unique_ptr<World> world;
};

Opened& opened() {
  static Opened instance;
  return instance;
}

/// RTLD_LOCAL, as the program does: that Open MPI starts all the same is part of what is tested.
void open_module() {
  void* library = dlopen(GPUBENCH_MPI_MODULE, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(dlerror());
  const auto entry = reinterpret_cast<ModuleFunction>(dlsym(library, kModuleSymbol));
  if (entry == nullptr) throw std::runtime_error("module exports no gpubench_module");
  const ModuleInfo& info = *entry();
  if (const char* failure = info.register_benchmarks(opened().registered)) throw std::runtime_error(failure);
  std::string reason;
  opened().world = info.open_world(reason);
  if (opened().world == nullptr) throw std::runtime_error(reason);
}

}  // namespace

World& world() {
  return *opened().world;
}
const std::vector<std::unique_ptr<Benchmark>>& benchmarks() {
  return opened().registered.benchmarks;
}

const Benchmark& benchmark(const std::string& name) {
  for (const auto& candidate : benchmarks()) {
    if (candidate->description().name == name) return *candidate;
  }
  throw std::out_of_range("no benchmark " + name);
}

Stage::Stage(const Benchmark& benchmark, const Axes& axes) {
  std::vector<int> used(static_cast<std::size_t>(benchmark.ranks_used(world().size())));
  std::iota(used.begin(), used.end(), 0);
  group = world().subgroup(used);
  if (group == nullptr) return;
  Machine machine{};
  machine.ranks = world().size();
  context = std::make_unique<Context>(Context{backend, machine, group->communicator(), 7});
  trial = benchmark.make_trial(axes, *context);
}

}  // namespace gpubench::test

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  gpubench::test::open_module();
  if (gpubench::test::world().rank() != 0) {
    auto& listeners = testing::UnitTest::GetInstance()->listeners();
    delete listeners.Release(listeners.default_result_printer());
    listeners.Append(new gpubench::test::FailuresOnly);
  }
  const int failed = RUN_ALL_TESTS();
  gpubench::test::opened().world.reset();
  return failed;
}

/// Points of memory operations and transfers that no profile takes: sizes that divide by nothing, one block
/// and many.
#include <gtest/gtest.h>

#include "bench/cuda/memory.hpp"
#include "bench/transfer/list.hpp"
#include "tests/gpu/points_on_gpu.hpp"

namespace gpubench {
namespace {

class MemoryOnGpu : public test::PointsOnGpu {
 protected:
  void judge_memory(const std::string& name, const Axes& axes) { judge(list_, name, axes); }

  const List list_ = cuda_memory_benchmarks();
};

TEST_F(MemoryOnGpu, StreamsOfSizesThatDivideByNothingAreRight) {
  for (const char* name : {"memory/copy", "memory/mul", "memory/add", "memory/triad", "memory/nstream",
                           "memory/dot", "memory/read", "memory/write"}) {
    for (const char* type : {"f64", "f32"}) {
      for (const char* set : {"4KiB", "49148B", "70052B", "1000012B", "100000004B"}) {
        for (const char* cache : {"hot", "cold"}) {
          judge_memory(name, {{"type", type}, {"working_set", set}, {"cache", cache}});
        }
      }
    }
  }
  tell_refused();
}

TEST_F(MemoryOnGpu, ReadsOfWordsOfSuchSizesAreRight) {
  for (const char* set : {"4KiB", "70052B", "1000012B"}) {
    judge_memory("memory/l2", {{"working_set", set}});
    for (const char* stride : {"4B", "12B", "128B", "4100B"}) {
      judge_memory("memory/stride", {{"stride", stride}, {"working_set", set}});
    }
  }
  for (const char* passes : {"1", "3", "1000"}) judge_memory("memory/shared_memory", {{"passes", passes}});
  tell_refused();
}

TEST_F(MemoryOnGpu, PointersAreFollowedThroughSuchSizes) {
  for (const char* set : {"4KiB", "70052B", "1000012B", "100000004B"}) {
    judge_memory("memory/pointer_chase", {{"working_set", set}});
  }
  tell_refused();
}

TEST_F(MemoryOnGpu, EveryGridOfTheCopyIsRight) {
  for (const char* blocks : {"1", "3", "32"}) {
    for (const char* threads : {"1", "31", "33", "64", "1000"}) {
      for (const char* set : {"4KiB", "70052B", "1000012B"}) {
        const Axes axes{{"blocks", blocks}, {"threads", threads}, {"working_set", set}};
        if (axes.integer("blocks") * axes.integer("threads") <= 2048) judge_memory("memory/occupancy", axes);
      }
    }
  }
  tell_refused();
}

class TransferOnGpu : public test::PointsOnGpu {};

TEST_F(TransferOnGpu, EveryRouteMovesSizesThatDivideByNothing) {
  for (const auto& benchmark : transfer_benchmarks()) {
    const bool with_memory = benchmark->description().axes.size() > 2;
    for (const char* memory : {"pinned", "pageable"}) {
      if (!with_memory && memory != std::string("pinned")) continue;
      for (const char* engine : {"copy", "kernel"}) {
        const bool by_kernel = engine == std::string("kernel");
        if (by_kernel && memory != std::string("pinned")) continue;  // Nothing of the host's it could reach.
        for (const char* size : {"1B", "31B", "33B", "16B", "496B", "528B", "1000000B", "1000003B"}) {
          Axes axes{{"size", size}};
          if (by_kernel && axes.size("size").count % 16 != 0) continue;
          if (with_memory) axes.set("memory", memory);
          axes.set("engine", engine);
          judge(*benchmark, axes);
        }
      }
    }
  }
  tell_refused();
}

}  // namespace
}  // namespace gpubench

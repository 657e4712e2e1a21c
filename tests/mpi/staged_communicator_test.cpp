#include "bench/collectives/staged_communicator.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/mpi/module.hpp"

namespace gpubench {
namespace {

/// Counts the copies that a device would see, and those of them by way of memory that is not its own.
class CountingBackend final : public Backend {
 public:
  std::unique_ptr<Memory> allocate(Bytes size) override { return plain_.allocate(size); }
  std::unique_ptr<Memory> allocate_host(Bytes size) override {
    auto memory = plain_.allocate(size);
    own_.emplace_back(memory->data(), size.count);
    return memory;
  }
  std::unique_ptr<Stream> make_stream() override { return plain_.make_stream(); }
  void evict(std::span<const std::span<std::byte>>) override {}
  Nanoseconds clock_resolution() const override { return plain_.clock_resolution(); }
  int threads() const override { return 1; }
  void upload(std::byte* to, std::span<const std::byte> from) override {
    uploaded += from.size();
    count_detour(from);
    plain_.upload(to, from);
  }
  void download(std::span<std::byte> to, const std::byte* from) override {
    downloaded += to.size();
    count_detour(to);
    plain_.download(to, from);
  }

  std::size_t uploaded = 0, downloaded = 0, detours = 0;

 private:
  void count_detour(std::span<const std::byte> host) {
    if (host.empty()) return;
    for (const std::span<std::byte> own : own_)
      if (host.data() >= own.data() && host.data() + host.size() <= own.data() + own.size()) return;
    ++detours;
  }

  std::vector<std::span<std::byte>> own_;
  test::PlainBackend plain_;
};

/// Collectives, and messages one by one and in windows.
TEST(StagedCommunicator, EveryBenchmarkIsRightOverIt) {
  int tried = 0;
  for (const auto& benchmark : test::benchmarks()) {
    Machine machine{};
    machine.ranks = test::world().size();
    const Axes axes = benchmark->points(Profile::quick, machine).front();
    if (test::world().size() < benchmark->description().ranks_min || benchmark->obstacle(axes, machine))
      continue;
    SCOPED_TRACE(benchmark->description().name + " " + axes.to_string());
    test::Stage stage(*benchmark, axes);
    if (!stage.takes_part()) continue;
    ++tried;
    CountingBackend backend;
    StagedCommunicator staged(stage.ranks(), backend);
    Context context{backend, machine, &staged, 7};
    const auto trial = benchmark->make_trial(axes, context);
    trial->reset();
    EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong);
    trial->reset();
    const std::size_t detours = backend.detours;  // inputs may take theirs
    for (int i = 0; i < 3; ++i) trial->enqueue(stage.stream);
    EXPECT_EQ(backend.detours, detours) << "a copy within the operation took a detour";
    const Verdict verdict = trial->verify(3);
    EXPECT_LE(verdict.correctness, Correctness::statistical) << verdict.detail;
    EXPECT_NE(trial->facts().front().second.find("staged"), std::string::npos);
  }
  EXPECT_GE(tried, 9);
}

TEST(StagedCommunicator, MovesEachRanksPartAndNoMore) {
  CountingBackend backend;
  StagedCommunicator staged(*test::world().communicator(), backend);
  test::PlainStream stream;
  const auto ranks = static_cast<std::size_t>(staged.size());
  std::vector<std::int32_t> one(1, staged.rank()), all(ranks, -1);
  staged.gather(one.data(), all.data(), 1, DataType::s32, 0, stream);
  EXPECT_EQ(backend.downloaded, 4U);
  EXPECT_EQ(backend.uploaded, staged.rank() == 0 ? 4 * ranks : 0);
  EXPECT_EQ(all.back(), staged.rank() == 0 ? staged.size() - 1 : -1)
      << "who is not the root keeps its buffer";
}

}  // namespace
}  // namespace gpubench

#include "bench/collectives/staged_communicator.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/mpi/module.hpp"

namespace gpubench {
namespace {

/// Counts the copies that a device would see.
class CountingBackend final : public Backend {
 public:
  std::unique_ptr<Memory> allocate(Bytes size) override { return plain_.allocate(size); }
  std::unique_ptr<Stream> make_stream() override { return plain_.make_stream(); }
  void evict(std::span<const std::span<std::byte>>) override {}
  Nanoseconds clock_resolution() const override { return plain_.clock_resolution(); }
  int threads() const override { return 1; }
  void upload(std::byte* to, std::span<const std::byte> from) override {
    uploaded += from.size();
    plain_.upload(to, from);
  }
  void download(std::span<std::byte> to, const std::byte* from) override {
    downloaded += to.size();
    plain_.download(to, from);
  }

  std::size_t uploaded = 0, downloaded = 0;

 private:
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
    for (int i = 0; i < 3; ++i) trial->enqueue(stage.stream);
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

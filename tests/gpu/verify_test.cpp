/// What every benchmark on a device owes: no verdict of right before it has run, right after, wrong after a
/// reset.
#include <gtest/gtest.h>

#include <cctype>

#include "bench/collectives/list.hpp"
#include "bench/cuda/list.hpp"
#include "harness/solo_world.hpp"
#include "tests/support/gpu.hpp"
#include "tests/support/opened_module.hpp"

namespace gpubench {
namespace {

/// The module's own, and those between ranks, here one rank over NCCL.
std::vector<std::unique_ptr<Benchmark>> make_benchmarks() {
  auto list = cuda_benchmarks();
  for (auto& benchmark : collectives_benchmarks("cuda", {"nccl"})) list.push_back(std::move(benchmark));
  return list;
}

const std::vector<std::unique_ptr<Benchmark>>& benchmarks() {
  static const auto list = make_benchmarks();
  return list;
}

class CudaBenchmark : public test::OnGpu, public testing::WithParamInterface<const Benchmark*> {
 protected:
  void SetUp() override {
    OnGpu::SetUp();
    if (IsSkipped()) return;
    axes_ = GetParam()->points(Profile::quick, machine_).front();
    if (const auto obstacle = GetParam()->obstacle(axes_, machine_)) GTEST_SKIP() << *obstacle;
    if (GetParam()->description().ranks_min > 1) GTEST_SKIP() << "needs the ranks of a job";
    if (GetParam()->description().scope == Scope::world) {
      const ModuleInfo* const nccl = test::open_module("nccl");
      if (nccl == nullptr) GTEST_SKIP() << "built without the module nccl";
      std::string reason;
      ranks_ = nccl->make_communicator(world_, *backend_, Seconds(60), reason);
      ASSERT_NE(ranks_, nullptr) << reason;
    }
    Context context{*backend_, machine_, ranks_.get(), 42};
    trial_ = GetParam()->make_trial(axes_, context);
    stream_ = backend_->make_stream();
    trial_->reset();
  }

  void apply(int times) {
    for (int i = 0; i < times; ++i) trial_->enqueue(*stream_);
    stream_->synchronize();
  }

  SoloWorld world_;
  std::unique_ptr<Communicator> ranks_;
  Axes axes_;
  std::unique_ptr<Trial> trial_;
  std::unique_ptr<Stream> stream_;
};

TEST_P(CudaBenchmark, IsWrongBeforeItHasRun) {
  const Verdict verdict = trial_->verify(1);
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  EXPECT_FALSE(verdict.detail.empty());
}

TEST_P(CudaBenchmark, IsRightAfterOneAndAfterThreeApplications) {
  apply(1);
  EXPECT_LT(trial_->verify(1).correctness, Correctness::wrong) << trial_->verify(1).detail;
  apply(2);
  EXPECT_LT(trial_->verify(3).correctness, Correctness::wrong) << trial_->verify(3).detail;
}

TEST_P(CudaBenchmark, IsWrongAgainAfterReset) {
  apply(1);
  trial_->reset();
  EXPECT_EQ(trial_->verify(1).correctness, Correctness::wrong);
}

TEST_P(CudaBenchmark, CanBeTimedBehindAHeldStreamWhereItSaysSo) {
  if (trial_->timing() != Timing::device) GTEST_SKIP() << "timed by the wall clock";
  apply(1);
  stream_->hold();
  stream_->mark_start();
  trial_->enqueue(*stream_);
  stream_->mark_stop();
  stream_->release();
  EXPECT_GT(stream_->elapsed().duration.count(), 0);
}

std::vector<const Benchmark*> all() {
  std::vector<const Benchmark*> pointers;
  for (const auto& benchmark : benchmarks()) pointers.push_back(benchmark.get());
  return pointers;
}

std::string name_of(const testing::TestParamInfo<const Benchmark*>& info) {
  std::string name = info.param->description().name;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, CudaBenchmark, testing::ValuesIn(all()), name_of);

}  // namespace
}  // namespace gpubench

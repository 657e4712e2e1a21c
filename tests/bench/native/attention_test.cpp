#include "bench/native/attention.hpp"

#include <gtest/gtest.h>

#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

constexpr Machine kMachine{32_KiB, 1_MiB, 16_MiB, 64_GiB, 2, 1};
const Axes kAxes{{"type", "f32"}, {"heads", "2"}, {"length", "100"}, {"width", "64"}, {"mask", "causal"}};

void right(Stream&, const kernels::AttentionArguments& x) {
  kernels::attention(x);
}
void without_mask(Stream&, const kernels::AttentionArguments& x) {
  kernels::AttentionArguments all = x;
  all.causal = false;
  kernels::attention(all);
}
void without_last_head(Stream&, const kernels::AttentionArguments& x) {
  kernels::AttentionArguments fewer = x;
  --fewer.heads;
  kernels::attention(fewer);
}
/// Right but for one bit, the first time.
void unsteady(Stream&, const kernels::AttentionArguments& x) {
  static int calls = 0;
  kernels::attention(x);
  if (++calls == 1) x.out[1] *= 1 + 0x1p-23F;
}

Verdict verdict_of(void (*kernel)(Stream&, const kernels::AttentionArguments&)) {
  const auto benchmark = attention_benchmark({"host", kernel});
  test::PlainBackend backend;
  Context context{backend, kMachine, nullptr, 7};
  const auto trial = benchmark->make_trial(kAxes, context);
  const auto stream = backend.make_stream();
  trial->reset();
  trial->enqueue(*stream);
  Verdict verdict = trial->verify(1);
  return verdict;
}

TEST(AttentionBenchmark, JudgesRightAndWrongKernels) {
  const Verdict verdict = verdict_of(right);
  EXPECT_EQ(verdict.correctness, Correctness::statistical) << verdict.detail;
  EXPECT_EQ(verdict.total, 2u * 100 * 64);
  EXPECT_EQ(verdict_of(without_mask).correctness, Correctness::wrong);
  EXPECT_EQ(verdict_of(without_last_head).correctness, Correctness::wrong);
  EXPECT_EQ(verdict_of(unsteady).correctness, Correctness::wrong);
}

TEST(AttentionBenchmark, CountsFourWidthFlopAPairOfQueryAndKey) {
  const auto benchmark = attention_benchmark({"cuda", right});
  Axes axes = kAxes;
  EXPECT_EQ(benchmark->work(axes, kMachine).flop.count, 2.0 * 4 * 64 * 5050);
  axes.set("mask", "none");
  EXPECT_EQ(benchmark->work(axes, kMachine).flop.count, 2.0 * 4 * 64 * 10000);
  EXPECT_EQ(benchmark->work(axes, kMachine).read.count, 3u * 2 * 100 * 64 * 4);
  EXPECT_EQ(benchmark->work(axes, kMachine).written.count, 2u * 100 * 64 * 4);
}

}  // namespace
}  // namespace gpubench

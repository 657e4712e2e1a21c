#include "bench/native/attention.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <utility>
#include <vector>

#include "bench/numerics/formats.hpp"
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

/// The host's kernel between widening and rounding, with as many heads less.
template <class T, int heads_less>
void narrow(Stream&, const kernels::TypedAttentionArguments<T>& x) {
  const std::size_t count = x.heads * x.length * x.width;
  const auto wide = [&](const T* from) {
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<float>(to_double(from[i]));
    return values;
  };
  const auto q = wide(x.q), k = wide(x.k), v = wide(x.v);
  auto out = wide(x.out);
  kernels::attention(
      {q.data(), k.data(), v.data(), out.data(), x.heads - heads_less, x.length, x.width, x.causal});
  for (std::size_t i = 0; i < count; ++i) {
    if constexpr (std::is_same_v<T, F16>) {
      x.out[i] = to_f16(static_cast<double>(out[i]));
    } else {
      x.out[i] = to_bf16(static_cast<double>(out[i]));
    }
  }
}

template <int heads_less>
AttentionKernels tensor_kernels() {
  return {"cuda", right, narrow<F16, heads_less>, narrow<Bf16, heads_less>};
}

template <int heads_less>
Verdict narrow_verdict_of(const char* type) {
  const auto benchmark = attention_benchmark(tensor_kernels<heads_less>());
  test::PlainBackend backend;
  Context context{backend, kMachine, nullptr, 7};
  Axes axes = benchmark->points(Profile::quick, kMachine).back();
  for (const auto& [name, value] : {std::pair{"type", type}, {"heads", "2"}, {"length", "100"}}) {
    axes.set(name, value);
  }
  const auto trial = benchmark->make_trial(axes, context);
  const auto stream = backend.make_stream();
  trial->reset();
  EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong) << "before it has run";
  trial->reset();
  trial->enqueue(*stream);
  return trial->verify(1);
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

TEST(AttentionBenchmark, JudgesNarrowTypes) {
  for (const char* type : {"f16", "bf16"}) {
    const Verdict verdict = narrow_verdict_of<0>(type);
    EXPECT_EQ(verdict.correctness, Correctness::statistical) << verdict.detail;
    EXPECT_EQ(verdict.total, 2u * 100 * 64);
    EXPECT_EQ(narrow_verdict_of<1>(type).correctness, Correctness::wrong) << type;
  }
}

TEST(AttentionBenchmark, EachTypeHasOnePathWhereThereAreTensorUnits) {
  const auto benchmark = attention_benchmark(tensor_kernels<0>());
  for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
    for (Axes axes : benchmark->points(profile, kMachine)) {
      EXPECT_FALSE(benchmark->obstacle(axes, kMachine)) << axes.to_string();
      axes.set("path", axes.text("path") == "wmma" ? "vector" : "wmma");
      EXPECT_TRUE(benchmark->obstacle(axes, kMachine)) << axes.to_string();
    }
  }
  const Axes narrow{{"type", "f16"},   {"path", "wmma"}, {"heads", "2"},
                    {"length", "100"}, {"width", "64"},  {"mask", "none"}};
  EXPECT_EQ(benchmark->work(narrow, kMachine).read.count, 3u * 2 * 100 * 64 * 2);
  const auto host = attention_benchmark({"host", right});
  EXPECT_FALSE(host->points(Profile::thorough, kMachine).front().has("path"));
  EXPECT_FALSE(host->obstacle(kAxes, kMachine));
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

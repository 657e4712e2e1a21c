// The trial of a network's operations over one that is right, wrong, fickle or writes to its inputs.
#include "bench/dnn/operation_trial.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "bench/dnn/activation.hpp"
#include "bench/dnn/layer_norm.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

enum class Fault {
  none,
  last_element_left_out,
  wrong_with_exact_inputs,
  fickle,
  fickle_and_says_so,
  writes_inputs
};

/// relu by bits: of any type a negative number's highest bit is set.
template <class Word>
class Relu final : public TensorOperation {
 public:
  Relu(std::uint64_t count, Fault fault) : count_(count), fault_(fault) {}

  void enqueue(Stream&, std::span<void* const> tensors) override {
    Word* const x = static_cast<Word*>(tensors[0]);
    Word* const y = static_cast<Word*>(tensors[1]);
    constexpr Word sign = Word{1} << (8 * sizeof(Word) - 1);
    for (std::uint64_t i = 0; i < count_; ++i) {
      if (fault_ == Fault::last_element_left_out && i + 1 == count_) break;
      y[i] = (x[i] & sign) != 0 ? Word{0} : x[i];
    }
    const bool fickle = fault_ == Fault::fickle || fault_ == Fault::fickle_and_says_so;
    ++calls_;  // timed, with family E, once more
    if (fickle && calls_ == 3) y[0] ^= 1;
    if (fault_ == Fault::wrong_with_exact_inputs && calls_ == 2) y[0] ^= 1;
    if (fault_ == Fault::writes_inputs) x[0] ^= 1;
  }
  bool promises_identical_repeats() const override { return fault_ != Fault::fickle_and_says_so; }
  std::vector<std::pair<std::string, std::string>> facts() const override { return {{"by", "bits"}}; }

 private:
  std::uint64_t count_;
  Fault fault_;
  int calls_ = 0;
};

OperationLibrary<ActivationCase> library_with(Fault fault, const char* backend = "cuda") {
  return {.backend = backend,
          .api = "any",
          .types = {"f32", "f16", "bf16"},
          .workspace = 5_MiB,
          .make_operation = [fault](const ActivationCase& of, Context&) -> std::unique_ptr<TensorOperation> {
            const std::uint64_t count = of.shape.rows * of.shape.columns;
            if (of.type == ElementType::f32) return std::make_unique<Relu<std::uint32_t>>(count, fault);
            return std::make_unique<Relu<std::uint16_t>>(count, fault);
          },
          .obstacle = [](const ActivationCase& of) -> std::optional<std::string> {
            if (of.function == Activation::tanh) return "any has no tanh";
            return std::nullopt;
          }};
}

Axes point(const std::string& type) {
  return {{"type", type}, {"function", "relu"}, {"rows", "13"}, {"columns", "31"}};
}

class OperationTrial : public testing::TestWithParam<const char*> {
 protected:
  Verdict verdict_with(Fault fault, int applications = 1) {
    const auto benchmark = make_activation_benchmark(library_with(fault));
    Context context{backend_, {}, nullptr, 7};
    trial_ = benchmark->make_trial(point(GetParam()), context);
    trial_->reset();
    for (int i = 0; i < applications; ++i) trial_->enqueue(stream_);
    return trial_->verify(static_cast<std::uint64_t>(applications));
  }

  test::PlainBackend backend_;
  test::PlainStream stream_;
  std::unique_ptr<Trial> trial_;
};

TEST_P(OperationTrial, IsWrongBeforeAndRightAfter) {
  EXPECT_EQ(verdict_with(Fault::none, 0).correctness, Correctness::wrong);
  const Verdict verdict = verdict_with(Fault::none);
  EXPECT_EQ(verdict.correctness, Correctness::identical) << verdict.detail;
  EXPECT_EQ(verdict.sha256.size(), 64U);
  EXPECT_EQ(trial_->verify(1).digest, verdict.digest) << "verify() leaves the output as it was";
  trial_->reset();
  EXPECT_EQ(trial_->verify(0).correctness, Correctness::wrong);
}

TEST_P(OperationTrial, AnElementLeftOutIsWrong) {
  EXPECT_EQ(verdict_with(Fault::last_element_left_out).correctness, Correctness::wrong);
}

TEST_P(OperationTrial, ExactInputsMustGiveExactOutputs) {
  const Verdict verdict = verdict_with(Fault::wrong_with_exact_inputs);
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  EXPECT_EQ(verdict.detail.rfind("with exact inputs: ", 0), 0U) << verdict.detail;
}

TEST_P(OperationTrial, RepeatsThatDifferMatterOnlyWhereTheyWerePromisedNotTo) {
  const std::pair<std::string, std::string> differs("repeat", "differs");
  EXPECT_EQ(verdict_with(Fault::fickle).correctness, Correctness::bounded);
  EXPECT_EQ(trial_->facts().back(), differs);
  EXPECT_EQ(verdict_with(Fault::fickle_and_says_so).correctness, Correctness::identical);
  EXPECT_EQ(trial_->facts().back(), differs);
  verdict_with(Fault::none);
  EXPECT_NE(trial_->facts().back(), differs);
}

TEST_P(OperationTrial, InputsWrittenToAreSeenInTheNextApplication) {
  EXPECT_EQ(verdict_with(Fault::writes_inputs, 2).correctness, Correctness::wrong);
}

INSTANTIATE_TEST_SUITE_P(All, OperationTrial, testing::Values("f32", "f16", "bf16"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST(OperationBenchmark, WorkIsEachInputAndOutputOnce) {
  const auto activation = make_activation_benchmark(library_with(Fault::none));
  EXPECT_EQ(activation->work(point("f32"), {}).read.count, 4U * 13 * 31);
  EXPECT_EQ(activation->work(point("bf16"), {}).written.count, 2U * 13 * 31);
  EXPECT_EQ(activation->memory_needed(point("f16"), {}), Bytes{2U * 2 * 13 * 31} + 5_MiB);
  const auto on_host = make_activation_benchmark(library_with(Fault::none, "host"));
  EXPECT_EQ(on_host->memory_needed(point("f16"), {}), Bytes{6U * 2 * 2 * 13 * 31} + 5_MiB);
  const auto layer_norm = make_layer_norm_benchmark(
      {.backend = "cuda", .api = "any", .types = {"bf16"}, .make_operation = nullptr, .obstacle = nullptr},
      Spread::variance);
  Axes axes{{"type", "bf16"}, {"pass", "forward"}, {"rows", "6"}, {"columns", "10"}};
  EXPECT_EQ(layer_norm->work(axes, {}).read.count, 2U * 60 + 2 * 4 * 10) << "x, and gamma and beta in f32";
  EXPECT_EQ(layer_norm->work(axes, {}).written.count, 2U * 60);
  EXPECT_EQ(layer_norm->work(axes, {}).flop.count, 8.0 * 60);
  axes.set("pass", "backward");
  EXPECT_EQ(layer_norm->work(axes, {}).read.count, 2U * 2 * 60 + 4 * 10 + 2 * 4 * 6);
  EXPECT_EQ(layer_norm->work(axes, {}).written.count, 2U * 60 + 2 * 4 * 10);
}

TEST(OperationBenchmark, WhatTheLibraryLacksIsAnObstacleWithItsReason) {
  const auto benchmark = make_activation_benchmark(library_with(Fault::none));
  Axes axes = point("f32");
  EXPECT_FALSE(benchmark->obstacle(axes, {}));
  axes.set("function", "tanh");
  EXPECT_EQ(benchmark->obstacle(axes, {}), "any has no tanh");
}

}  // namespace
}  // namespace gpubench

// Operations of networks by oneDNN as the program opens its module: right after a pass and wrong before.
#include <gtest/gtest.h>

#include <string>

#include "tests/bench/onednn/module.hpp"

namespace gpubench {
namespace {

struct Operation {
  const char* name;
  Axes axes;  ///< But for the type.
  std::size_t outputs = 1;
  Correctness right = Correctness::statistical;
};

class OnednnOperations : public test::OnednnModule, public testing::WithParamInterface<Operation> {
 protected:
  const Benchmark& benchmark() const { return named(std::string("libraries/") + GetParam().name); }
  static Axes axes_of(const char* type) {
    Axes axes{{"type", type}};
    for (const auto& [name, value] : GetParam().axes.values()) axes.set(name, value);
    return axes;
  }

  /// The trial has run: one bit of any output or some input changed, and it is no longer right.
  void expect_faults_seen(Trial& trial) {
    const auto memory = trial.footprint();
    for (std::size_t output = 0; output < GetParam().outputs; ++output) {
      const std::span<std::byte> y = memory[output];
      for (const std::size_t place : {y.size() - 1, y.size() / 2 | 3}) {
        y[place] ^= std::byte{0x40};  // The exponent's highest bit.
        EXPECT_EQ(trial.verify(1).correctness, Correctness::wrong)
            << "byte " << place << " of output " << output;
        trial.reset();
        trial.enqueue(stream_);
        EXPECT_EQ(trial.verify(1).correctness, GetParam().right);
      }
    }
    trial.reset();
    const std::span<std::byte> x = memory[GetParam().outputs];
    for (std::size_t i = x.size() / 2 | 1; i < x.size(); i += 2) x[i] ^= std::byte{0x80};  // Signs, and more.
    trial.enqueue(stream_);
    EXPECT_GE(trial.verify(1).correctness, Correctness::bounded) << "computed from another input";
  }
};

TEST_P(OnednnOperations, EveryTypeIsWrongBeforeAndRightAfter) {
  for (const char* type : {"f32", "bf16"}) {
    const Axes axes = axes_of(type);
    if (const auto obstacle = benchmark().obstacle(axes, machine_)) {
      EXPECT_STREQ(type, "bf16") << *obstacle << ", which every CPU has";
      continue;
    }
    SCOPED_TRACE(axes.to_string());
    const auto trial = benchmark().make_trial(axes, context_);
    trial->reset();
    EXPECT_EQ(trial->verify(0).correctness, Correctness::wrong);
    trial->enqueue(stream_);
    trial->enqueue(stream_);
    const Verdict verdict = trial->verify(2);
    EXPECT_EQ(verdict.correctness, GetParam().right) << verdict.detail << " eta " << verdict.eta_max;
    EXPECT_EQ(trial->facts().back(), std::pair(std::string("repeat"), std::string("identical")));
    EXPECT_EQ(trial->facts().front().first, "implementation");
    expect_faults_seen(*trial);
    trial->reset();
    EXPECT_EQ(trial->verify(0).correctness, Correctness::wrong);
  }
}

TEST_P(OnednnOperations, WhatTheCpuLacksIsAnObstacleWithTheLibrarysReason) {
  const auto obstacle = benchmark().obstacle(axes_of("f16"), machine_);
  if (!obstacle) GTEST_SKIP() << "this CPU has f16";
  EXPECT_EQ(obstacle->find("onednn: "), 0U) << *obstacle;
  EXPECT_NE(obstacle->find("none of f16 on this CPU"), std::string::npos) << *obstacle;
  EXPECT_THROW(benchmark().make_trial(axes_of("f16"), context_), std::runtime_error);
}

TEST_P(OnednnOperations, PointsAreCanonicalAndAcceptedByTheirAxes) {
  for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
    const auto points = benchmark().points(profile, machine_);
    EXPECT_FALSE(points.empty());
    for (const Axes& point : points) {
      ASSERT_EQ(point.values().size(), benchmark().description().axes.size());
      for (std::size_t i = 0; i < point.values().size(); ++i) {
        const AxisDefinition& axis = benchmark().description().axes[i];
        EXPECT_EQ(point.values()[i].first, axis.name);
        EXPECT_EQ(canonical_value(axis, point.values()[i].second), point.values()[i].second);
      }
    }
  }
}

Axes activation(const char* function) {
  return {{"function", function}, {"rows", "37"}, {"columns", "131"}};
}

Axes layer_norm(const char* pass) {
  return {{"pass", pass}, {"rows", "37"}, {"columns", "131"}};
}

Axes batch_norm(const char* pass) {
  return {{"pass", pass}, {"batch", "3"}, {"channels", "32"}, {"image", "9"}};
}

Axes pooling(const char* kind, const char* window, const char* stride) {
  return {{"kind", kind}, {"batch", "2"},     {"channels", "24"},
          {"image", "9"}, {"window", window}, {"stride", stride}};
}

INSTANTIATE_TEST_SUITE_P(
    All, OnednnOperations,
    testing::Values(Operation{"softmax", {{"rows", "37"}, {"columns", "131"}}},
                    Operation{"layer_norm", layer_norm("forward")},
                    Operation{"layer_norm", layer_norm("backward"), 3},
                    Operation{"batch_norm", batch_norm("training"), 3},
                    Operation{"batch_norm", batch_norm("inference")},
                    Operation{"pooling", pooling("max", "3", "2"), 1, Correctness::identical},
                    Operation{"pooling", pooling("average", "3", "2")},
                    Operation{"pooling", pooling("average", "9", "1")},
                    Operation{"activation", activation("relu"), 1, Correctness::identical},
                    Operation{"activation", activation("gelu")}, Operation{"activation", activation("tanh")}),
    [](const auto& instance) {
      std::string name = instance.param.name;
      for (const char* axis : {"function", "pass", "kind", "window"}) {
        if (instance.param.axes.has(axis)) name += "_" + instance.param.axes.text(axis);
      }
      return name;
    });

}  // namespace
}  // namespace gpubench

#include "bench/cudnn/engine.hpp"

#include <cudnn.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace gpubench {
namespace {

Engine with(std::vector<int> notes) {
  return {.index = 38, .notes = std::move(notes), .knobs = {{2, 7}, {14, 3}}, .workspace = 4096};
}

TEST(Engine, NotesAreNumberedAsCudnnDoes) {
  EXPECT_EQ(static_cast<int>(EngineNote::tensor_core), CUDNN_NUMERICAL_NOTE_TENSOR_CORE);
  EXPECT_EQ(static_cast<int>(EngineNote::down_convert_inputs), CUDNN_NUMERICAL_NOTE_DOWN_CONVERT_INPUTS);
  EXPECT_EQ(static_cast<int>(EngineNote::reduced_precision_reduction),
            CUDNN_NUMERICAL_NOTE_REDUCED_PRECISION_REDUCTION);
  EXPECT_EQ(static_cast<int>(EngineNote::fft), CUDNN_NUMERICAL_NOTE_FFT);
  EXPECT_EQ(static_cast<int>(EngineNote::nondeterministic), CUDNN_NUMERICAL_NOTE_NONDETERMINISTIC);
  EXPECT_EQ(static_cast<int>(EngineNote::winograd), CUDNN_NUMERICAL_NOTE_WINOGRAD);
  EXPECT_EQ(static_cast<int>(EngineNote::winograd_13x13), CUDNN_NUMERICAL_NOTE_WINOGRAD_TILE_13x13);
  EXPECT_EQ(kEngineNoteNames.size(), static_cast<std::size_t>(CUDNN_NUMERICAL_NOTE_TYPE_COUNT));
}

TEST(Engine, WinogradAndFftTransformTheirInputs) {
  EXPECT_FALSE(transforms_inputs(with({0, 4})));
  for (const int note : {3, 5, 6, 7, 8}) EXPECT_TRUE(transforms_inputs(with({0, note}))) << note;
}

TEST(Engine, OnlyStrictF32RefusesTensorCores) {
  EXPECT_TRUE(keeps_precision(with({0}), false));
  EXPECT_FALSE(keeps_precision(with({0}), true));
  EXPECT_FALSE(keeps_precision(with({1}), true));
  EXPECT_TRUE(keeps_precision(with({4}), true));
  EXPECT_FALSE(keeps_precision(with({2}), false)) << "narrower sums are no type of ours";
}

TEST(Engine, FactsNameEngineKnobsNotesAndPromise) {
  const auto facts = engine_facts(with({0, 4, 12}));
  ASSERT_EQ(facts.size(), 5U);
  EXPECT_EQ(facts[0].second, "38");
  EXPECT_EQ(facts[1].second, "2=7 14=3");
  EXPECT_EQ(facts[2].second, "tensor_core nondeterministic note_12");
  EXPECT_EQ(facts[3].second, "4096 B");
  EXPECT_EQ(facts[4].second.find("statistical"), 0U);
  EXPECT_EQ(engine_facts(with({0})).back().second.find("identical"), 0U);
}

}  // namespace
}  // namespace gpubench

// What cuDNN says of the operations of networks described to it; that needs no device.
#include "bench/cudnn/operations.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace gpubench {
namespace {

constexpr ElementType kTypes[] = {ElementType::f32, ElementType::f16, ElementType::bf16};

TEST(CudnnOperations, NormsAreAcceptedInEveryTypeAndPass) {
  for (const ElementType type : kTypes) {
    const CudnnGraph layer_norm = describe_layer_norm({type, false, {2048, 768}});
    EXPECT_EQ(layer_norm.operations().size(), 1U);
    EXPECT_EQ(layer_norm.scalars(), std::vector<float>{kNormEpsilon});
    EXPECT_EQ(describe_layer_norm({type, true, {2048, 768}}).operations().size(), 1U);
    const CudnnGraph training = describe_batch_norm({type, true, 8, 64, 56});
    EXPECT_EQ(training.operations().size(), 1U);
    EXPECT_EQ(training.scalars(), std::vector<float>{kNormEpsilon});
    EXPECT_EQ(describe_batch_norm({type, false, 8, 64, 56}).operations().size(), 4U);
  }
}

TEST(CudnnOperations, PoolingIsAcceptedInEveryTypeAndKind) {
  for (const ElementType type : kTypes) {
    for (const Pooling kind : {Pooling::max, Pooling::average}) {
      EXPECT_NO_THROW(describe_pooling({type, kind, {8, 64, 112, 3, 2, 1}}));
      EXPECT_NO_THROW(describe_pooling({type, kind, {8, 2048, 7, 7, 1, 0}}));
    }
  }
}

TEST(CudnnOperations, ActivationsAreAcceptedInEveryType) {
  for (const ElementType type : kTypes) {
    for (const Activation function : {Activation::relu, Activation::gelu, Activation::tanh}) {
      EXPECT_EQ(describe_activation({type, function, {512, 3072}}).operations().size(), 1U);
    }
  }
}

TEST(CudnnOperations, AttentionIsTwoProductsAroundASoftmaxAndACausalMaskFourMore) {
  for (const ElementType type : {ElementType::f16, ElementType::bf16}) {
    const CudnnGraph open = describe_attention({type, {96, 1024, 64, false}});
    EXPECT_EQ(open.operations().size(), 8U);
    EXPECT_EQ(open.scalars(), std::vector<float>{0.125F});
    const CudnnGraph causal = describe_attention({type, {32, 2048, 128, true}});
    EXPECT_EQ(causal.operations().size(), 12U);
    ASSERT_EQ(causal.scalars().size(), 2U);
    EXPECT_LT(causal.scalars()[1], -1e38F);
  }
}

template <class Describe>
void expect_refused(const Describe& describe, const char* part) {
  try {
    describe();
    FAIL() << part << " was accepted";
  } catch (const std::runtime_error& error) {
    const std::string text = error.what();
    EXPECT_EQ(text.find("cudnn: cudnnBackend"), 0U) << text;
    EXPECT_NE(text.find(part), std::string::npos) << text;
  }
}

TEST(CudnnOperations, WhatDoesNotFitIsRefusedWithTheCallAndThePart) {
  const auto tensor = [](std::int64_t id, std::int64_t rows, std::int64_t columns) {
    return CudnnGraph::tensor(id, packed_layout(CUDNN_DATA_BFLOAT16, {1, 2, rows, columns}));
  };
  CudnnGraph graph;
  expect_refused([&] { graph.add_matmul(tensor(1, 8, 16), tensor(2, 24, 8), tensor(3, 8, 8)); },
                 "(matmul operation");
  expect_refused([&] { tensor(1, -8, 16); }, "(tensor");
  EXPECT_TRUE(graph.operations().empty());
}

}  // namespace
}  // namespace gpubench

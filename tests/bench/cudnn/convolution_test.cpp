// What cuDNN says of the operations described to it; that needs no device.
#include "bench/cudnn/convolution.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace gpubench {
namespace {

constexpr ConvolutionType kTypes[] = {ConvolutionType::f32, ConvolutionType::tf32, ConvolutionType::f16,
                                      ConvolutionType::bf16};
constexpr ConvolutionPass kPasses[] = {ConvolutionPass::forward, ConvolutionPass::backward_data,
                                       ConvolutionPass::backward_filter};

TEST(CudnnConvolution, EveryPassAndTypeIsAnOperationThatCudnnAccepts) {
  for (const ConvolutionShape& shape :
       {ConvolutionShape{8, 128, 28, 128, 3, 1}, ConvolutionShape{4, 3, 224, 64, 7, 2},
        ConvolutionShape{2, 512, 28, 1024, 1, 2}}) {
    for (const ConvolutionType type : kTypes) {
      for (const ConvolutionPass pass : kPasses) EXPECT_NO_THROW(describe_convolution(type, pass, shape));
    }
  }
}

TEST(CudnnConvolution, WhatIsNoneIsRefusedWithTheCallAndThePart) {
  for (const ConvolutionShape& shape :
       {ConvolutionShape{8, 128, 28, 0, 3, 1}, ConvolutionShape{0, 8, 8, 8, 3, 1}}) {
    try {
      describe_convolution(ConvolutionType::bf16, ConvolutionPass::forward, shape);
      FAIL() << "a tensor of nothing was accepted";
    } catch (const std::runtime_error& error) {
      const std::string text = error.what();
      EXPECT_EQ(text.find("cudnn: cudnnBackend"), 0U) << text;
      EXPECT_NE(text.find("(operation"), std::string::npos) << text;
    }
  }
}

}  // namespace
}  // namespace gpubench

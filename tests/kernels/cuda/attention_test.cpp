#include "tests/support/simt/simt.hpp"
// The words first.
#include <gtest/gtest.h>

#include <vector>

#include "bench/numerics/attention_reference.hpp"
#include "bench/numerics/inputs.hpp"
#include "kernels/cuda/attention.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <int width>
struct Tensors {
  AttentionShape shape;
  AttentionCheck check{3, 1};
  std::vector<float> q = std::vector<float>(shape.elements()), k = q, v = q;

  std::vector<float> compute(unsigned blocks, simt::Order order) const {
    std::vector<float> out(shape.elements(), -9.0F);
    const AttentionArguments arguments{q.data(),     k.data(),    v.data(),     out.data(), shape.heads,
                                       shape.length, shape.width, shape.causal, 1};
    const auto scale = static_cast<float>(1.4426950408889634 / std::sqrt(static_cast<double>(width)));
    simt::launch(blocks, kAttentionThreads, sizeof(AttentionShared<width>), order,
                 [&] { attention_kernel<width>(arguments, scale); });
    return out;
  }
};

template <int width>
void check(std::uint64_t heads, std::uint64_t length, bool causal, unsigned blocks, simt::Order order) {
  Tensors<width> x{{heads, length, static_cast<std::uint64_t>(width), causal}};
  select_inputs(x.shape, x.q, x.k, x.v, x.check);
  const Verdict selected = check_attention_selected(x.shape, x.v, x.compute(blocks, order), x.check);
  EXPECT_EQ(selected.correctness, Correctness::identical) << selected.detail;
  for (std::uint32_t tensor = 0; auto* values : {&x.q, &x.k, &x.v}) {
    fill_inputs<float>(*values, Family::rounded, 3, tensor++);
  }
  const Verdict rounded = check_attention_rounded(x.shape, x.q, x.k, x.v, x.compute(blocks, order), x.check);
  EXPECT_EQ(rounded.correctness, Correctness::statistical) << rounded.detail;
}

TEST(AttentionKernel, IsRightInAnyOrder) {
  for (const simt::Order order : simt::orders()) {
    for (const bool causal : {false, true}) {
      check<64>(1, 1, causal, 1, order);
      check<64>(3, 31, causal, 3, order);
      check<64>(2, 33, causal, 2, order);
      check<64>(2, 97, causal, 3, order);  // fewer blocks than tiles
      check<128>(1, 70, causal, 2, order);
      check<128>(2, 31, causal, 1, order);
    }
  }
}

TEST(AttentionKernel, IsRightInManyBlocks) {
  for (const simt::Order order : simt::orders()) check<64>(4, 193, true, 16, order);
}

}  // namespace
}  // namespace gpubench::kernels::cuda

#include "tests/support/simt/simt.hpp"
// The words first.
#include <gtest/gtest.h>

#include "tests/support/simt/copy_async.hpp"
#include "tests/support/simt/wmma.hpp"

#include "bench/numerics/attention_reference.hpp"
#include "bench/numerics/inputs.hpp"
#include "kernels/cuda/attention_tensor.cuh"
#include "tests/support/aligned_vector.hpp"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
constexpr FloatFormat kStored = std::is_same_v<T, __half> ? kF16 : kBf16;

/// Values as the type stores them, still in f32.
template <class T>
void round_all(std::vector<float>& values) {
  for (float& value : values) value = static_cast<float>(round_to(kStored<T>, static_cast<double>(value)));
}

template <class T>
test::AlignedVector<T> stored(const std::vector<float>& values) {
  test::AlignedVector<T> narrow(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) set_rounded(values[i], narrow[i]);
  return narrow;
}

template <class T, int width>
struct Tensors {
  AttentionShape shape;
  AttentionCheck check{3, 1, kStored<T>};
  std::vector<float> q = std::vector<float>(shape.elements()), k = q, v = q;

  std::vector<float> compute(unsigned blocks, simt::Order order) const {
    const auto on_q = stored<T>(q), on_k = stored<T>(k), on_v = stored<T>(v);
    test::AlignedVector<T> out(shape.elements() + 1);
    for (T& value : out) set_rounded(-9, value);
    const TensorAttentionArguments arguments{on_q.data(), on_k.data(),  on_v.data(), out.data(),
                                             shape.heads, shape.length, shape.width, shape.causal};
    const auto scale = static_cast<float>(1.4426950408889634 / std::sqrt(static_cast<double>(width)));
    simt::launch(blocks, kTensorAttentionThreads, sizeof(TensorAttentionShared<T, width>), order,
                 [&] { tensor_attention_kernel<T, width>(arguments, scale); });
    EXPECT_EQ(simt::operand(out.back()), -9) << "an element beyond the end";
    std::vector<float> wide;
    for (std::size_t i = 0; i < shape.elements(); ++i) wide.push_back(simt::operand(out[i]));
    return wide;
  }
};

template <class T, int width>
void check(std::uint64_t heads, std::uint64_t length, bool causal, unsigned blocks, simt::Order order) {
  SCOPED_TRACE(testing::Message() << heads << " x " << length << " x " << width << (causal ? " causal" : ""));
  Tensors<T, width> x{{heads, length, static_cast<std::uint64_t>(width), causal}};
  select_inputs(x.shape, x.q, x.k, x.v, x.check);
  const Verdict selected = check_attention_selected(x.shape, x.v, x.compute(blocks, order), x.check);
  EXPECT_EQ(selected.correctness, Correctness::identical) << selected.detail;
  for (std::uint32_t tensor = 0; auto* values : {&x.q, &x.k, &x.v}) {
    fill_inputs<float>(*values, Family::rounded, 3, tensor++);
    round_all<T>(*values);
  }
  const Verdict rounded = check_attention_rounded(x.shape, x.q, x.k, x.v, x.compute(blocks, order), x.check);
  EXPECT_EQ(rounded.correctness, Correctness::statistical) << rounded.detail;
}

TEST(TensorAttentionKernel, IsRightInAnyOrder) {
  for (const simt::Order order : simt::orders()) {
    for (const bool causal : {false, true}) {
      check<__half, 64>(1, 1, causal, 1, order);
      check<__nv_bfloat16, 64>(3, 31, causal, 3, order);
      check<__half, 64>(2, 97, causal, 3, order);  // fewer blocks than tiles
      check<__nv_bfloat16, 128>(1, 33, causal, 1, order);
    }
  }
}

TEST(TensorAttentionKernel, IsRightInManyBlocksAndTiles) {
  check<__half, 128>(2, 193, true, 8, simt::Order::shuffled(7));
  check<__nv_bfloat16, 64>(3, 200, false, 20, simt::Order::reversed());  // more blocks than tiles
}

}  // namespace
}  // namespace gpubench::kernels::cuda

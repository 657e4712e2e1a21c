// The trial of attention over one that is right, or wrong in a way that kernels are.
#include "bench/dnn/attention.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "bench/numerics/formats.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

enum class Fault { none, no_scale, last_key_left_out, other_mask, coarse_scores, largest_kept };

/// In f32 on elements of bf16, p rounded as tensor cores take it.
class SimpleAttention final : public TensorOperation {
 public:
  SimpleAttention(const AttentionShape& shape, Fault fault) : shape_(shape), fault_(fault) {}

  void enqueue(Stream&, std::span<void* const> tensors) override {
    const Bf16* const q = static_cast<Bf16*>(tensors[0]);
    const Bf16* const k = static_cast<Bf16*>(tensors[1]);
    const Bf16* const v = static_cast<Bf16*>(tensors[2]);
    Bf16* const out = static_cast<Bf16*>(tensors[3]);
    for (std::uint64_t row = 0; row < shape_.heads * shape_.length; ++row) {
      const std::uint64_t head = row / shape_.length * shape_.length;
      compute(q + row * shape_.width, k + head * shape_.width, v + head * shape_.width, row - head,
              out + row * shape_.width);
    }
  }
  std::vector<std::pair<std::string, std::string>> facts() const override { return {}; }

 private:
  std::uint64_t keys(std::uint64_t query) const {
    const bool causal = shape_.causal != (fault_ == Fault::other_mask);
    const std::uint64_t seen = causal ? query + 1 : shape_.length;
    return fault_ == Fault::last_key_left_out && seen > 1 ? seen - 1 : seen;
  }

  void compute(const Bf16* q, const Bf16* k, const Bf16* v, std::uint64_t query, Bf16* out) const {
    std::vector<float> p(keys(query));
    const float scale = fault_ == Fault::no_scale ? 1 : 1 / std::sqrt(static_cast<float>(shape_.width));
    for (std::size_t j = 0; j < p.size(); ++j) {
      for (std::uint64_t d = 0; d < shape_.width; ++d) {
        p[j] += static_cast<float>(to_double(q[d]) * to_double(k[j * shape_.width + d]));
      }
      p[j] *= scale;
      if (fault_ == Fault::coarse_scores) p[j] = std::nearbyint(p[j] * 4) / 4;
    }
    // Not taken off, exponentials of large scores overflow: values of family R have none.
    const float largest = fault_ == Fault::largest_kept ? 0 : *std::max_element(p.begin(), p.end());
    float sum = 0;
    for (float& value : p) sum += value = std::exp(value - largest);
    for (float& value : p) value = static_cast<float>(to_double(to_bf16(static_cast<double>(value / sum))));
    for (std::uint64_t d = 0; d < shape_.width; ++d) {
      float total = 0;
      for (std::size_t j = 0; j < p.size(); ++j) {
        total += p[j] * static_cast<float>(to_double(v[j * shape_.width + d]));
      }
      out[d] = to_bf16(static_cast<double>(total));
    }
  }

  AttentionShape shape_;
  Fault fault_;
};

std::unique_ptr<Benchmark> attention_with(Fault fault) {
  return make_attention_benchmark(
      {.backend = "cuda",
       .api = "any",
       .types = {"bf16", "f16"},
       .make_operation = [fault](const AttentionCase& of,
                                 Context&) { return std::make_unique<SimpleAttention>(of.shape, fault); },
       .obstacle = nullptr});
}

Axes point(const char* mask) {
  return {{"type", "bf16"}, {"heads", "2"}, {"length", "33"}, {"width", "64"}, {"mask", mask}};
}

class LibraryAttention : public testing::TestWithParam<const char*> {
 protected:
  Verdict verdict_with(Fault fault, int applications = 1) {
    const auto benchmark = attention_with(fault);
    Context context{backend_, {}, nullptr, 7};
    const auto trial = benchmark->make_trial(point(GetParam()), context);
    trial->reset();
    for (int i = 0; i < applications; ++i) trial->enqueue(stream_);
    return trial->verify(static_cast<std::uint64_t>(applications));
  }

  test::PlainBackend backend_;
  test::PlainStream stream_;
};

TEST_P(LibraryAttention, IsWrongBeforeAndRightAfter) {
  EXPECT_EQ(verdict_with(Fault::none, 0).correctness, Correctness::wrong);
  const Verdict verdict = verdict_with(Fault::none);
  EXPECT_EQ(verdict.correctness, Correctness::statistical) << verdict.detail;
}

TEST_P(LibraryAttention, FaultsOfKernelsAreSeen) {
  for (const Fault fault : {Fault::no_scale, Fault::last_key_left_out, Fault::other_mask,
                            Fault::coarse_scores, Fault::largest_kept}) {
    EXPECT_EQ(verdict_with(fault).correctness, Correctness::wrong) << static_cast<int>(fault);
  }
}

INSTANTIATE_TEST_SUITE_P(Masks, LibraryAttention, testing::Values("none", "causal"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST(LibraryAttentionWork, IsTheFormulas) {
  const auto attention = attention_with(Fault::none);
  const Work open = attention->work(point("none"), {}), causal = attention->work(point("causal"), {});
  EXPECT_EQ(open.read.count, 3U * 2 * 2 * 33 * 64);
  EXPECT_EQ(open.written.count, 2U * 2 * 33 * 64);
  EXPECT_EQ(open.flop.count, 4.0 * 2 * 33 * 33 * 64);
  EXPECT_EQ(causal.flop.count, 4.0 * 2 * (33 * 34 / 2) * 64);
}

}  // namespace
}  // namespace gpubench

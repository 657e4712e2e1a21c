#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <limits>
#include <vector>

#include "bench/numerics/attention_reference.hpp"
#include "bench/numerics/formats.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

enum class Fault { none, last_key_dropped, scale_forgotten, low_precision, swapped_rows };

/// The definition in f32, in two passes, and with a fault.
struct Attention {
  explicit Attention(bool causal, Fault planted = Fault::none) : shape{2, 100, 64, causal}, fault(planted) {}

  void fill_rounded() {
    fill_inputs<float>(q, Family::rounded, check.seed, 0);
    fill_inputs<float>(k, Family::rounded, check.seed, 1);
    fill_inputs<float>(v, Family::rounded, check.seed, 2);
  }

  float low(float value) const {
    return fault == Fault::low_precision ? static_cast<float>(round_to(kBf16, value)) : value;
  }

  void compute() {
    for (std::uint64_t row = 0; row < shape.heads * shape.length; ++row) compute_row(row);
    if (fault == Fault::swapped_rows)
      std::swap_ranges(out.begin() + 40 * 64, out.begin() + 41 * 64, out.begin() + 41 * 64);
  }

  void compute_row(std::uint64_t row) {
    const std::uint64_t begin = row / shape.length * shape.length;
    std::uint64_t keys = shape.causal ? row % shape.length + 1 : shape.length;
    if (fault == Fault::last_key_dropped && keys > 1) --keys;
    std::vector<float> p(keys);
    float greatest = -INFINITY, sum = 0;
    for (std::uint64_t j = 0; j < keys; ++j) {
      for (std::uint64_t d = 0; d < 64; ++d) p[j] += low(q[row * 64 + d]) * low(k[(begin + j) * 64 + d]);
      if (fault != Fault::scale_forgotten) p[j] /= 8;
      greatest = std::max(greatest, p[j]);
    }
    for (float& value : p) sum += value = std::exp(value - greatest);
    for (std::uint64_t d = 0; d < 64; ++d) {
      float total = 0;
      for (std::uint64_t j = 0; j < keys; ++j) total += low(p[j]) * low(v[(begin + j) * 64 + d]);
      out[row * 64 + d] = total / sum;
    }
  }

  Verdict rounded() {
    fill_rounded();
    compute();
    return check_attention_rounded(shape, q, k, v, out, check);
  }
  Verdict selected() {
    select_inputs(shape, q, k, v, check);
    compute();
    return check_attention_selected(shape, v, out, check);
  }

  AttentionShape shape;
  Fault fault;
  AttentionCheck check{5, 2};
  std::vector<float> q = std::vector<float>(shape.elements()), k = q, v = q, out = q;
};

TEST(AttentionReference, RightAttentionPassesBothFamilies) {
  for (const bool causal : {false, true}) {
    const Verdict rounded = Attention(causal).rounded();
    EXPECT_EQ(rounded.correctness, Correctness::statistical) << rounded.detail;
    EXPECT_EQ(rounded.checked, 4096u);
    EXPECT_GT(rounded.eta_max, 0);
    std::cout << "eta of a right attention: " << rounded.eta_max << '\n';
    const Verdict selected = Attention(causal).selected();
    EXPECT_EQ(selected.correctness, Correctness::identical) << selected.detail;
    EXPECT_EQ(selected.checked, 2u * 100 * 64);
  }
}

TEST(AttentionReference, PlantedFaultsAreCaught) {
  for (const bool causal : {false, true}) {
    for (const Fault fault : {Fault::last_key_dropped, Fault::scale_forgotten, Fault::swapped_rows}) {
      const Verdict verdict = Attention(causal, fault).rounded();
      EXPECT_EQ(verdict.correctness, Correctness::wrong) << static_cast<int>(fault);
      std::cout << "eta of fault " << static_cast<int>(fault) << ": " << verdict.eta_max << '\n';
    }
    EXPECT_EQ(Attention(causal, Fault::last_key_dropped).selected().correctness, Correctness::wrong);
    EXPECT_EQ(Attention(causal, Fault::swapped_rows).selected().correctness, Correctness::wrong);
    const Verdict low = Attention(causal, Fault::low_precision).rounded();
    EXPECT_GT(low.eta_max, 1);
    EXPECT_NE(low.correctness, Correctness::statistical);
    std::cout << "eta of bf16 for f32: " << low.eta_max << '\n';
  }
}

TEST(AttentionReference, OneWrongElementIsCaughtWhereverItLies) {
  Attention attention(true);
  attention.selected();
  for (const std::size_t i : {0UL, 6399UL, 12799UL}) {
    const float kept = attention.out[i];
    attention.out[i] = kept + 1;
    const Verdict verdict =
        check_attention_selected(attention.shape, attention.v, attention.out, attention.check);
    EXPECT_EQ(verdict.correctness, Correctness::wrong);
    EXPECT_EQ(verdict.worst_index, i);
    attention.out[i] = kept;
  }
  attention.rounded();
  attention.out[777] = std::numeric_limits<float>::quiet_NaN();  // sampled or not
  const Verdict verdict = check_attention_rounded(attention.shape, attention.q, attention.k, attention.v,
                                                  attention.out, attention.check);
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  EXPECT_EQ(verdict.worst_index, 777u);
}

TEST(AttentionReference, ACausalQuerySelectsNoLaterKey) {
  const AttentionShape shape{2, 100, 64, true};
  bool some_before = false;
  for (std::uint64_t i = 0; i < 100; ++i) {
    EXPECT_LE(selected_key(shape, 1, i, 5), i);
    some_before = some_before || selected_key(shape, 1, i, 5) < i;
  }
  EXPECT_TRUE(some_before);
}

}  // namespace
}  // namespace gpubench

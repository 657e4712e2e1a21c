#include <fmt/format.h>

#include <atomic>

#include "bench/numerics/attention_reference.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/inputs.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"

namespace gpubench {
namespace {

/// Keep the choice and the signs apart from every input tensor of the same seed.
constexpr std::uint32_t kSelected = 0x5e1ec7ed;
constexpr std::uint32_t kSigns = 0x51675516;
constexpr std::uint32_t kValues = 2;
constexpr float kMagnitude = 32;

PhiloxBlock block_of(std::uint64_t index, std::uint32_t tensor, std::uint64_t seed) {
  return philox({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), tensor, 0},
                {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
}

/// A key's row: 128 random bits as signs. Two rows of a head agree in all 64 with a chance of 2^-64.
void write_signs(std::span<float> row, std::uint64_t key, std::uint64_t seed) {
  const PhiloxBlock bits = block_of(key, kSigns, seed);
  for (std::size_t d = 0; d < row.size(); ++d) {
    row[d] = (bits[d / 32 % 4] >> d % 32 & 1) != 0 ? kMagnitude : -kMagnitude;
  }
}

}  // namespace

std::uint64_t selected_key(const AttentionShape& shape, std::uint64_t head, std::uint64_t i,
                           std::uint64_t seed) {
  const PhiloxBlock block = block_of(head * shape.length + i, kSelected, seed);
  return (std::uint64_t{block[0]} << 32 | block[1]) % (shape.causal ? i + 1 : shape.length);
}

void select_inputs(const AttentionShape& shape, std::span<float> q, std::span<float> k, std::span<float> v,
                   const AttentionCheck& check) {
  fill_inputs(v, Family::exact, check.seed, kValues, 0, check.threads);
  for_parts(shape.heads * shape.length, 1, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t row = begin; row < end; ++row) {
      const std::uint64_t head = row / shape.length;
      const std::uint64_t key = selected_key(shape, head, row % shape.length, check.seed);
      write_signs(k.subspan(row * shape.width, shape.width), row, check.seed);
      write_signs(q.subspan(row * shape.width, shape.width), head * shape.length + key, check.seed);
    }
  });
}

Verdict check_attention_selected(const AttentionShape& shape, std::span<const float> v,
                                 std::span<const float> out, const AttentionCheck& check) {
  Verdict verdict;
  verdict.family = "E";
  verdict.correctness = Correctness::identical;
  verdict.checked = verdict.total = out.size();
  verdict.digest = digest_of(out, 0, check.threads);
  const auto place_of = [&](std::uint64_t index) {
    const std::uint64_t row = index / shape.width, head = row / shape.length;
    const std::uint64_t key = selected_key(shape, head, row % shape.length, check.seed);
    return (head * shape.length + key) * shape.width + index % shape.width;
  };
  std::atomic<std::uint64_t> first{out.size()};
  for_parts(out.size(), shape.width, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t index = begin; index < end; ++index) {
      if (out[index] == v[place_of(index)]) continue;
      for (std::uint64_t known = first; index < known && !first.compare_exchange_weak(known, index);)
        continue;
      return;
    }
  });
  if (first == out.size()) return verdict;
  verdict.correctness = Correctness::wrong;
  verdict.worst_index = first;
  verdict.detail = fmt::format("element {} is {}, must be {}", first.load(), out[first], v[place_of(first)]);
  return verdict;
}

}  // namespace gpubench

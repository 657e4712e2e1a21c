#include "bench/libraries/gemm_points.hpp"

namespace gpubench {
namespace {

// The products of real models, [tokens, in] x [in, out] -> m, n, k. Sources: GPT-2 small (hidden 768, MLP
// 3072) and Llama-2-7B (hidden 4096, MLP 11008), their published configurations.
constexpr GemmShape kGpt2Qkv{512, 2304, 768};
constexpr GemmShape kGpt2MlpUp{512, 3072, 768};
constexpr GemmShape kGpt2MlpDown{512, 768, 3072};
constexpr GemmShape kLlamaQkv{2048, 12288, 4096};
constexpr GemmShape kLlamaMlpUp{2048, 11008, 4096};
constexpr GemmShape kLlamaMlpDown{2048, 4096, 11008};
/// The scores Q K^T of GPT-2 small for 8 sequences of 1024 tokens: 12 heads of 64.
constexpr GemmShape kGpt2Scores{1024, 1024, 64, 96};
constexpr GemmShape kTall{16384, 64, 512};

constexpr GemmShape square(std::uint64_t n) {
  return {n, n, n};
}

std::vector<GemmShape> all_shapes() {
  std::vector<GemmShape> shapes = {kTall,     kGpt2Qkv,    kGpt2MlpUp,   kGpt2MlpDown,
                                   kLlamaQkv, kLlamaMlpUp, kLlamaMlpDown};
  for (std::uint64_t n = 256; n <= 16384; n *= 2) shapes.push_back(square(n));
  return shapes;
}

std::vector<GemmShape> host_shapes(Profile profile) {
  switch (profile) {
    case Profile::quick:
      return {square(1024)};
    case Profile::standard:
      return {square(256), square(1024), square(2048), kTall, kGpt2MlpUp};
    case Profile::thorough:
      break;
  }
  return all_shapes();
}

}  // namespace

std::vector<GemmPoint> host_gemm_points(Profile profile) {
  std::vector<GemmPoint> points;
  for (const GemmType type : {GemmType::f64, GemmType::f32}) {
    for (const GemmShape& shape : host_shapes(profile)) points.push_back({type, shape});
    if (profile == Profile::thorough) points.push_back({type, square(1024), true});
  }
  return points;
}

std::vector<GemmPoint> narrow_gemm_points(Profile profile) {
  if (profile == Profile::quick) return {{GemmType::bf16, square(1024)}};
  std::vector<GemmPoint> points;
  if (profile == Profile::standard) {
    for (const GemmType type : {GemmType::f32, GemmType::bf16, GemmType::s8}) {
      points.push_back({type, square(1024)});
    }
    return points;
  }
  for (const GemmType type : {GemmType::f32, GemmType::bf16, GemmType::s8, GemmType::f16}) {
    for (const GemmShape& shape : all_shapes()) points.push_back({type, shape});
  }
  return points;
}

std::vector<GemmPoint> device_gemm_points(Profile profile) {
  if (profile == Profile::quick) return {{GemmType::f64, square(1024)}, {GemmType::bf16, square(1024)}};
  std::vector<GemmPoint> points;
  for (const GemmType type : {GemmType::f64, GemmType::f32, GemmType::tf32, GemmType::f16, GemmType::bf16,
                              GemmType::e4m3, GemmType::s8}) {
    if (profile == Profile::standard) {
      points.push_back({type, square(4096)});
      continue;
    }
    for (const GemmShape& shape : all_shapes()) points.push_back({type, shape});
    points.push_back({type, kGpt2Scores});
    points.push_back({type, square(1024), true});
  }
  if (profile == Profile::standard) {
    points.push_back({GemmType::bf16, kLlamaMlpUp});
    points.push_back({GemmType::bf16, kGpt2Scores});
  }
  return points;
}

}  // namespace gpubench

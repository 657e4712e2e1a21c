#include "bench/cublas/product.hpp"

#include <cublasLt.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <stdexcept>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/cublas/accumulator.hpp"
#include "bench/cublas/algorithm.hpp"
#include "bench/cublas/handles.hpp"
#include "bench/cublas/layout.hpp"
#include "bench/libraries/gemm.hpp"

namespace gpubench {
namespace {

/// What NVIDIA advises for Hopper. Source: cuBLAS manual, cublasSetWorkspace.
constexpr Bytes kWorkspace = 32_MiB;
/// Reported of Hopper's e4m3 units, which keep 14 bits of a sum beside its largest term.
constexpr double kRoundoffE4m3 = 0x1p-14;

/// How cuBLASLt names what a type means.
struct Names {
  cudaDataType_t input;
  cudaDataType_t output;
  cublasComputeType_t compute;
  cudaDataType_t scale;  ///< Of alpha and beta.
  bool transposed_b;
};

Names names_of(GemmType type) {
  switch (type) {
    case GemmType::f64:
      return {CUDA_R_64F, CUDA_R_64F, CUBLAS_COMPUTE_64F, CUDA_R_64F, false};
    case GemmType::f32:
      return {CUDA_R_32F, CUDA_R_32F, CUBLAS_COMPUTE_32F, CUDA_R_32F, false};
    case GemmType::tf32:
      return {CUDA_R_32F, CUDA_R_32F, CUBLAS_COMPUTE_32F_FAST_TF32, CUDA_R_32F, false};
    case GemmType::f16:
      return {CUDA_R_16F, CUDA_R_16F, CUBLAS_COMPUTE_32F, CUDA_R_32F, false};
    case GemmType::bf16:
      return {CUDA_R_16BF, CUDA_R_16BF, CUBLAS_COMPUTE_32F, CUDA_R_32F, false};
    case GemmType::e4m3:
      return {CUDA_R_8F_E4M3, CUDA_R_16BF, CUBLAS_COMPUTE_32F, CUDA_R_32F, true};
    case GemmType::s8:
      return {CUDA_R_8I, CUDA_R_32I, CUBLAS_COMPUTE_32I, CUDA_R_32I, true};
  }
  throw std::invalid_argument("cublas: a type without a name");
}

/// Alpha or beta in the type that an operation has them in.
struct Scale {
  Scale(cudaDataType_t type, int value) {
    if (type == CUDA_R_64F) f64 = value;
    if (type == CUDA_R_32F) f32 = static_cast<float>(value);
    if (type == CUDA_R_32I) s32 = value;
  }
  union {
    double f64 = 0;  // The widest: all bits of the others too.
    float f32;
    std::int32_t s32;
  };
};

/// None where the library refuses: which of them an algorithm has differs between its versions, and no
/// product is wrong for that.
template <class T>
std::optional<T> attribute(const cublasLtMatmulAlgo_t& algorithm,
                           cublasLtMatmulAlgoConfigAttributes_t which) {
  T value{};
  std::size_t written = 0;
  const cublasStatus_t status =
      cublasLtMatmulAlgoConfigGetAttribute(&algorithm, which, &value, sizeof value, &written);
  if (status != CUBLAS_STATUS_SUCCESS || written != sizeof value) return std::nullopt;
  return value;
}

MatmulAlgorithm read_algorithm(const cublasLtMatmulHeuristicResult_t& result) {
  const cublasLtMatmulAlgo_t& algo = result.algo;
  return {.id = attribute<std::int32_t>(algo, CUBLASLT_ALGO_CONFIG_ID),
          .tile = attribute<std::uint32_t>(algo, CUBLASLT_ALGO_CONFIG_TILE_ID),
          .stages = attribute<std::uint32_t>(algo, CUBLASLT_ALGO_CONFIG_STAGES_ID),
          .split_k = attribute<std::int32_t>(algo, CUBLASLT_ALGO_CONFIG_SPLITK_NUM),
          .reduction = attribute<std::uint32_t>(algo, CUBLASLT_ALGO_CONFIG_REDUCTION_SCHEME),
          .swizzling = attribute<std::uint32_t>(algo, CUBLASLT_ALGO_CONFIG_CTA_SWIZZLING),
          .custom = attribute<std::uint32_t>(algo, CUBLASLT_ALGO_CONFIG_CUSTOM_OPTION),
          .inner_shape = attribute<std::uint16_t>(algo, CUBLASLT_ALGO_CONFIG_INNER_SHAPE_ID),
          .cluster_shape = attribute<std::uint16_t>(algo, CUBLASLT_ALGO_CONFIG_CLUSTER_SHAPE_ID),
          .workspace = result.workspaceSize};
}

class CublasProduct final : public GemmProduct {
 public:
  CublasProduct(GemmType type, const GemmShape& shape, Backend& backend)
      : type_(type),
        names_(names_of(type)),
        one_(names_.scale, 1),
        zero_(names_.scale, 0),
        workspace_(backend, kWorkspace.count),
        cublas_(make_cublas()),
        operation_(
            make_operation(names_.compute, names_.scale, names_.transposed_b ? CUBLAS_OP_T : CUBLAS_OP_N)) {
    const MatmulLayouts layouts = layouts_of(shape, names_.transposed_b);
    const int batch = static_cast<int>(shape.batch);
    left_ = make_matrix(layouts.left, names_.input, batch);
    right_ = make_matrix(layouts.right, names_.input, batch);
    output_ = make_matrix(layouts.output, names_.output, batch);
    choose(shape);
  }

  void enqueue(Stream& stream, const void* a, const void* b, void* c) override {
    check_cublas(cublasLtMatmul(cublas_.get(), operation_.get(), &one_, b, left_.get(), a, right_.get(),
                                &zero_, c, output_.get(), c, output_.get(), &chosen_.algo, workspace_.data(),
                                workspace_.size(), static_cast<cudaStream_t>(stream.native())),
                 "cublasLtMatmul");
  }

  bool takes_transposed_b() const override { return names_.transposed_b; }

  std::optional<double> u_accumulator() const override {
    if (type_ == GemmType::e4m3) return kRoundoffE4m3;
    return std::nullopt;
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return algorithm_facts(read_algorithm(chosen_));
  }
  bool promises_identical_repeats() const override {
    return gpubench::promises_identical_repeats(read_algorithm(chosen_));
  }

 private:
  void choose(const GemmShape& shape) {
    const MatmulPreference preference = make_preference(kWorkspace.count);
    int found = 0;
    const cublasStatus_t status =
        cublasLtMatmulAlgoGetHeuristic(cublas_.get(), operation_.get(), left_.get(), right_.get(),
                                       output_.get(), output_.get(), preference.get(), 1, &chosen_, &found);
    if (status == CUBLAS_STATUS_NOT_SUPPORTED || (status == CUBLAS_STATUS_SUCCESS && found == 0)) {
      throw std::runtime_error(
          fmt::format("cublas: no algorithm on this device for type={} m={} n={} k={} batch={}",
                      to_string(type_), shape.m, shape.n, shape.k, shape.batch));
    }
    check_cublas(status, "cublasLtMatmulAlgoGetHeuristic");
    check_cublas(chosen_.state, "cublasLtMatmulAlgoGetHeuristic: its first answer");
  }

  GemmType type_;
  Names names_;
  Scale one_, zero_;
  Array<std::byte> workspace_;
  CublasHandle cublas_;
  MatmulOperation operation_;
  MatrixHandle left_, right_, output_;
  cublasLtMatmulHeuristicResult_t chosen_{};
};

/// The product of e4m3, and what its accumulator was measured to hold.
class MeasuredProduct final : public GemmProduct {
 public:
  MeasuredProduct(const GemmShape& shape, Backend& backend)
      : product_(GemmType::e4m3, shape, backend), bits_(measure(backend)) {}

  void enqueue(Stream& stream, const void* a, const void* b, void* c) override {
    product_.enqueue(stream, a, b, c);
  }
  bool takes_transposed_b() const override { return product_.takes_transposed_b(); }
  std::optional<double> u_accumulator() const override { return product_.u_accumulator(); }
  bool promises_identical_repeats() const override { return product_.promises_identical_repeats(); }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    auto facts = product_.facts();
    facts.emplace_back("accumulator_judged", "u = 2^-14, as reported of Hopper");
    facts.emplace_back("accumulator_measured", bits_);
    return facts;
  }

 private:
  static std::string measure(Backend& backend) try {
    constexpr GemmShape shape = AccumulatorProbe::kShape;
    CublasProduct product(GemmType::e4m3, shape, backend);
    const Array<E4m3> a(backend, shape.m * shape.k), b(backend, shape.k * shape.n);
    const Array<Bf16> c(backend, shape.m * shape.n);
    a.upload(AccumulatorProbe::a());
    b.upload(transpose(AccumulatorProbe::b()));
    const auto stream = backend.make_stream();
    product.enqueue(*stream, a.data(), b.data(), c.data());
    stream->synchronize();
    const int bits = AccumulatorProbe::bits(c.download());
    return fmt::format("{}{} bits beside the largest term", bits > AccumulatorProbe::kQMax ? "at least " : "",
                       bits);
  } catch (const std::exception& error) {
    return std::string("no: ") + error.what();
  }

  /// [k,n] as [n,k].
  static std::vector<E4m3> transpose(const std::vector<E4m3>& b) {
    constexpr GemmShape shape = AccumulatorProbe::kShape;
    std::vector<E4m3> transposed(b.size());
    for (std::uint64_t l = 0; l < shape.k; ++l) {
      for (std::uint64_t j = 0; j < shape.n; ++j) transposed[j * shape.k + l] = b[l * shape.n + j];
    }
    return transposed;
  }

  CublasProduct product_;
  std::string bits_;
};

std::unique_ptr<GemmProduct> make_product(GemmType type, const GemmShape& shape, Context& context) {
  if (type == GemmType::e4m3) return std::make_unique<MeasuredProduct>(shape, context.backend);
  return std::make_unique<CublasProduct>(type, shape, context.backend);
}

/// The probe of e4m3's accumulator holds a workspace of its own, and its matrices, beside the product's.
Bytes workspace(GemmType type) {
  if (type != GemmType::e4m3) return kWorkspace;
  constexpr GemmShape probe = AccumulatorProbe::kShape;
  return 2 * kWorkspace + Bytes{probe.m * probe.k + probe.k * probe.n + sizeof(Bf16) * probe.m * probe.n};
}

/// Source: cuBLAS manual, cublasLtMatmul: 8-bit matrices begin each column at a multiple of 16 bytes.
std::optional<std::string> obstacle(GemmType type, const GemmShape& shape) {
  const bool narrow = type == GemmType::e4m3 || type == GemmType::s8;
  if (!narrow || (shape.n % 16 == 0 && shape.k % 16 == 0)) return std::nullopt;
  return fmt::format("cublas takes {} with n and k multiples of 16 only", to_string(type));
}

}  // namespace

std::unique_ptr<Benchmark> make_cublas_gemm() {
  return make_gemm_benchmark({.backend = "cuda",
                              .api = "cuBLASLt",
                              .library = "cublaslt",
                              .types = {"f64", "f32", "tf32", "f16", "bf16", "e4m3", "s8"},
                              .batched = true,
                              .points = device_gemm_points,
                              .workspace = workspace,
                              .make_product = make_product,
                              .obstacle = obstacle});
}

}  // namespace gpubench

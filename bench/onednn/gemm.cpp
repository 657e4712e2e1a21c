#include <fmt/format.h>
#include <omp.h>

#include <array>
#include <optional>

#include "bench/libraries/gemm.hpp"
#include "bench/onednn/operation.hpp"
#include "bench/onednn/operations.hpp"

namespace gpubench {
namespace {

using dnnl::memory;

/// How oneDNN names what a type means.
struct Names {
  memory::data_type input, output;
};

Names names_of(GemmType type) {
  switch (type) {
    case GemmType::f32:
      return {memory::data_type::f32, memory::data_type::f32};
    case GemmType::f16:
      return {memory::data_type::f16, memory::data_type::f16};
    case GemmType::bf16:
      return {memory::data_type::bf16, memory::data_type::bf16};
    case GemmType::s8:
      return {memory::data_type::s8, memory::data_type::s32};
    default:
      throw std::invalid_argument(fmt::format("onednn: no matmul of {}", to_string(type)));
  }
}

OnednnDescription describe(GemmType type, const GemmShape& shape, const dnnl::engine& cpu) {
  return checked_onednn("matmul", [&] {
    const auto matrix = [](std::uint64_t rows, std::uint64_t columns, memory::data_type of) {
      return memory::desc({static_cast<memory::dim>(rows), static_cast<memory::dim>(columns)}, of,
                          memory::format_tag::ab);
    };
    const Names names = names_of(type);
    const auto a = matrix(shape.m, shape.k, names.input), b = matrix(shape.k, shape.n, names.input);
    const auto c = matrix(shape.m, shape.n, names.output);
    const dnnl::matmul::primitive_desc described({a, b, c}, cpu);
    return OnednnDescription{described, {{DNNL_ARG_SRC, a}, {DNNL_ARG_WEIGHTS, b}, {DNNL_ARG_DST, c}}};
  });
}

class OnednnMatmul final : public GemmProduct {
 public:
  OnednnMatmul(GemmType type, const GemmShape& shape, int threads) {
    const dnnl::engine cpu = onednn_cpu();
    operation_ = make_onednn_operation(describe(type, shape, cpu), cpu, threads);
  }

  void enqueue(Stream& stream, const void* a, const void* b, void* c) override {
    // oneDNN takes inputs and outputs alike; of inputs it only reads.
    operation_->enqueue(stream, std::array{const_cast<void*>(a), const_cast<void*>(b), c});
  }
  std::vector<std::pair<std::string, std::string>> facts() const override { return operation_->facts(); }

 private:
  std::unique_ptr<TensorOperation> operation_;
};

std::optional<std::string> obstacle(GemmType type, const GemmShape& shape) {
  return onednn_obstacle(to_string(type), [&] { describe(type, shape, onednn_cpu()); });
}

}  // namespace

std::unique_ptr<Benchmark> make_onednn_gemm() {
  return make_gemm_benchmark({.backend = "host",
                              .api = "oneDNN",
                              .library = "onednn",
                              .types = {"f32", "bf16", "s8", "f16"},
                              .points = narrow_gemm_points,
                              .make_product =
                                  [](GemmType type, const GemmShape& shape, Context& context) {
                                    return std::make_unique<OnednnMatmul>(type, shape,
                                                                          context.machine.threads);
                                  },
                              .obstacle = obstacle});
}

}  // namespace gpubench

#include "bench/blas/product.hpp"

#include <cblas.h>
#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "bench/blas/provider.hpp"
#include "bench/libraries/gemm.hpp"

namespace gpubench {
namespace {

void multiply(const GemmShape& s, const float* a, const float* b, float* c) {
  const int m = static_cast<int>(s.m), n = static_cast<int>(s.n), k = static_cast<int>(s.k);
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1.0F, a, k, b, n, 0.0F, c, n);
}

void multiply(const GemmShape& s, const double* a, const double* b, double* c) {
  const int m = static_cast<int>(s.m), n = static_cast<int>(s.n), k = static_cast<int>(s.k);
  cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1.0, a, k, b, n, 0.0, c, n);
}

template <class T>
class BlasProduct final : public GemmProduct {
 public:
  BlasProduct(const GemmShape& shape, int threads) : shape_(shape), threads_(set_blas_threads(threads)) {}

  void enqueue(Stream&, const void* a, const void* b, void* c) override {
    multiply(shape_, static_cast<const T*>(a), static_cast<const T*>(b), static_cast<T*>(c));
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    if (!threads_) return {};
    return {{"threads", std::to_string(*threads_)}};
  }

 private:
  GemmShape shape_;
  std::optional<int> threads_;
};

std::unique_ptr<GemmProduct> make_product(GemmType type, const GemmShape& shape, Context& context) {
  const int threads = context.machine.threads;
  if (type == GemmType::f64) return std::make_unique<BlasProduct<double>>(shape, threads);
  if (type == GemmType::f32) return std::make_unique<BlasProduct<float>>(shape, threads);
  throw std::runtime_error(
      fmt::format("gemm: cblas has no product of {}; choose f64 or f32", to_string(type)));
}

}  // namespace

std::unique_ptr<Benchmark> make_blas_gemm() {
  return make_gemm_benchmark({.backend = "host",
                              .api = "cblas",
                              .library = "cblas",
                              .types = {"f64", "f32"},
                              .points = host_gemm_points,
                              .make_product = make_product});
}

}  // namespace gpubench

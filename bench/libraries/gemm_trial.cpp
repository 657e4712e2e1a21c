#include "bench/libraries/gemm_trial.hpp"

#include <cblas.h>
#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "bench/blas/provider.hpp"
#include "bench/host/array.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorA = 0;
constexpr std::uint32_t kTensorB = 1;

void multiply(const GemmShape& s, const float* a, const float* b, float* c) {
  const int m = static_cast<int>(s.m), n = static_cast<int>(s.n), k = static_cast<int>(s.k);
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1.0F, a, k, b, n, 0.0F, c, n);
}

void multiply(const GemmShape& s, const double* a, const double* b, double* c) {
  const int m = static_cast<int>(s.m), n = static_cast<int>(s.n), k = static_cast<int>(s.k);
  cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1.0, a, k, b, n, 0.0, c, n);
}

template <class T>
class GemmTrial final : public Trial {
 public:
  GemmTrial(GemmShape shape, Context& context)
      : shape_(shape),
        check_{context.seed, context.machine.threads},
        a_(context.backend, shape.m * shape.k),
        b_(context.backend, shape.k * shape.n),
        c_(context.backend, shape.m * shape.n),
        threads_(set_blas_threads(context.machine.threads)) {}

  void reset() override { fill(Family::rounded); }

  void enqueue(Stream&) override { multiply(); }

  Verdict verify(std::uint64_t) override {
    Verdict verdict = check_gemm_rounded<T>(shape_, a_.values(), b_.values(), c_.values(), check_);
    if (verdict.correctness == Correctness::wrong) return verdict;
    verdict.sha256 = sha256_of(c_.bytes());
    fill(Family::exact);
    multiply();
    const Verdict exact = check_gemm_exact<T>(shape_, a_.values(), b_.values(), c_.values(), check_);
    fill(Family::rounded);
    multiply();
    repeats_ = digest_of(std::span<const T>(c_.values()), 0, check_.threads) == verdict.digest;
    // The same product by the same library gives the same bits; if not, elements that were not sampled may be
    // off.
    if (!*repeats_) verdict.correctness = Correctness::bounded;
    if (exact.correctness == Correctness::identical) return verdict;
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = exact.worst_index;
    verdict.detail = "with integers -3..3: " + exact.detail;
    return verdict;
  }

  std::vector<std::span<std::byte>> footprint() override { return {a_.bytes(), b_.bytes(), c_.bytes()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    std::vector<std::pair<std::string, std::string>> facts;
    if (threads_) facts.emplace_back("threads", std::to_string(*threads_));
    if (repeats_) facts.emplace_back("repeat", *repeats_ ? "identical" : "differs");
    return facts;
  }

 private:
  void fill(Family family) {
    fill_inputs(a_.values(), family, check_.seed, kTensorA, 0, check_.threads);
    fill_inputs(b_.values(), family, check_.seed, kTensorB, 0, check_.threads);
    poison(c_.values());
  }

  void multiply() { gpubench::multiply(shape_, a_.data(), b_.data(), c_.data()); }

  GemmShape shape_;
  GemmCheck check_;
  HostArray<T> a_, b_, c_;
  std::optional<int> threads_;
  std::optional<bool> repeats_;  ///< Whether the same product gave the same bits; known after verify().
};

}  // namespace

std::unique_ptr<Trial> make_gemm_trial(GemmShape shape, DataType type, Context& context) {
  if (type == DataType::f64) return std::make_unique<GemmTrial<double>>(shape, context);
  if (type == DataType::f32) return std::make_unique<GemmTrial<float>>(shape, context);
  throw std::runtime_error(
      fmt::format("gemm: cblas has no product of {}; choose f64 or f32", to_string(type)));
}

}  // namespace gpubench

/// The trial of gemm_native.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/api/benchmark.hpp"
#include "bench/native/parallelism.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/gemm_reference.hpp"
#include "bench/numerics/inputs.hpp"
#include "kernels/host/gemm.hpp"

namespace gpubench {

/// The timed inputs are of family R, whose bits toggle as real data's do. verify() judges that output against
/// the reference, computes once more with family E and checks every element exactly, then repeats the timed
/// product, which must give the same bits.
template <class T>
class NativeGemmTrial final : public Trial {
 public:
  using Arguments = kernels::GemmArguments<T>;
  using Kernel = void (*)(Stream&, const Arguments&);

  NativeGemmTrial(Kernel kernel, const GemmShape& shape, Context& context)
      : kernel_(kernel),
        shape_(shape),
        check_{context.seed, checking_threads(context.backend)},
        parallelism_(parallelism_fact(context.backend)),
        stream_(context.backend.make_stream()),
        a_(context.backend, shape.m * shape.k),
        b_(context.backend, shape.k * shape.n),
        c_(context.backend, shape.m * shape.n),
        arguments_{a_.data(), b_.data(), c_.data(), shape.m, shape.n, shape.k, context.backend.threads()} {}

  void reset() override { fill(Family::rounded); }

  void enqueue(Stream& stream) override { kernel_(stream, arguments_); }

  Verdict verify(std::uint64_t) override {
    Verdict verdict = judge(Family::rounded);
    if (verdict.correctness == Correctness::wrong) return verdict;
    verdict.sha256 = sha256_of(std::as_bytes(std::span<const T>(c_.download())));
    multiply(Family::exact);
    const Verdict exact = judge(Family::exact);
    if (exact.correctness != Correctness::identical) {
      verdict.correctness = Correctness::wrong;
      verdict.worst_index = exact.worst_index;
      verdict.detail = "with integers -3..3: " + exact.detail;
      return verdict;
    }
    multiply(Family::rounded);
    if (digest_of(std::span<const T>(c_.download()), 0, check_.threads) != verdict.digest) {
      verdict.correctness = Correctness::wrong;
      verdict.detail = "the same product once more gave other bits";
    }
    return verdict;
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {c_.extent(), a_.extent(), b_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override { return {parallelism_}; }

 private:
  static constexpr std::uint32_t kTensorA = 0;
  static constexpr std::uint32_t kTensorB = 1;

  std::vector<T> inputs(Family family, std::uint32_t tensor, std::size_t count) const {
    std::vector<T> values(count);
    fill_inputs<T>(values, family, check_.seed, tensor, 0, check_.threads);
    return values;
  }

  std::vector<T> inputs_a(Family family) const { return inputs(family, kTensorA, a_.size()); }

  /// Of family E so few elements of a column are not 0 that a narrow C holds every sum.
  std::vector<T> inputs_b(Family family) const {
    std::vector<T> b = inputs(family, kTensorB, b_.size());
    if (family == Family::exact) thin_columns<T>(shape_, b, exact_terms_max<T>());
    return b;
  }

  void fill(Family family) {
    a_.upload(inputs_a(family));
    b_.upload(inputs_b(family));
    upload_poison(c_);
  }

  void multiply(Family family) {
    fill(family);
    kernel_(*stream_, arguments_);
    stream_->synchronize();
  }

  /// Against inputs made anew: a kernel that writes to its inputs does not go unseen.
  Verdict judge(Family family) const {
    const std::vector<T> a = inputs_a(family), b = inputs_b(family);
    const std::vector<T> c = c_.download();
    return family == Family::exact ? check_gemm_exact<T>(shape_, a, b, c, check_)
                                   : check_gemm_rounded<T>(shape_, a, b, c, check_);
  }

  Kernel kernel_;
  GemmShape shape_;
  GemmCheck check_;
  std::pair<std::string, std::string> parallelism_;
  std::unique_ptr<Stream> stream_;  ///< For the products that only verify() needs.
  Array<T> a_, b_, c_;
  Arguments arguments_;
};

}  // namespace gpubench

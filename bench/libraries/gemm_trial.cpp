#include "bench/libraries/gemm_trial.hpp"

#include <optional>
#include <stdexcept>

#include "bench/api/array.hpp"
#include "bench/libraries/checking_threads.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/formats.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorA = 0;
constexpr std::uint32_t kTensorB = 1;

/// Each [k,n] of a batch as [n,k].
template <class T>
std::vector<T> transpose(const GemmShape& shape, std::span<const T> b) {
  std::vector<T> transposed(b.size());
  for (std::uint64_t item = 0; item < shape.batch; ++item) {
    const std::uint64_t first = item * shape.k * shape.n;
    for (std::uint64_t l = 0; l < shape.k; ++l) {
      for (std::uint64_t j = 0; j < shape.n; ++j) {
        transposed[first + j * shape.k + l] = b[first + l * shape.n + j];
      }
    }
  }
  return transposed;
}

template <class In, class Out>
class GemmTrial final : public Trial {
 public:
  GemmTrial(const GemmShape& shape, std::unique_ptr<GemmProduct> product, Context& context)
      : shape_(shape),
        check_{context.seed, library_checking_threads(context.machine), product->u_accumulator()},
        readable_(context.backend.host_accessible()),
        stream_(context.backend.make_stream()),
        product_(std::move(product)),
        a_(context.backend, shape.batch * shape.m * shape.k),
        b_(context.backend, shape.batch * shape.k * shape.n),
        c_(context.backend, shape.batch * shape.m * shape.n) {}

  void reset() override { fill(Family::rounded); }

  void enqueue(Stream& stream) override { product_->enqueue(stream, a_.data(), b_.data(), c_.data()); }

  Verdict verify(std::uint64_t) override {
    Verdict verdict = judge(Family::rounded);
    if (verdict.correctness == Correctness::wrong) return verdict;
    std::vector<Out> copy;
    verdict.sha256 = sha256_of(std::as_bytes(output(copy)));
    multiply(Family::exact);
    const Verdict exact = judge(Family::exact);
    multiply(Family::rounded);
    repeats_ = digest_of(output(copy), 0, check_.threads) == verdict.digest;
    // The same product by the same library gives the same bits; if not, elements that were not sampled may be
    // off.
    if (!*repeats_ && product_->promises_identical_repeats()) verdict.correctness = Correctness::bounded;
    if (exact.correctness == Correctness::identical) return verdict;
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = exact.worst_index;
    verdict.detail = "with integers -3..3: " + exact.detail;
    return verdict;
  }

  std::vector<std::span<std::byte>> footprint() override { return {a_.extent(), b_.extent(), c_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    auto facts = product_->facts();
    if (repeats_) facts.emplace_back("repeat", *repeats_ ? "identical" : "differs");
    return facts;
  }

 private:
  /// Where the program can write an array's elements: in place, or in a copy to be uploaded.
  template <class T>
  std::span<T> place(const Array<T>& array, std::vector<T>& copy, bool in_place) const {
    if (in_place) return {array.data(), array.size()};
    copy.resize(array.size());
    return copy;
  }

  std::span<const In> fill_a(Family family, std::vector<In>& copy) const {
    const std::span<In> a = place(a_, copy, readable_);
    fill_inputs(a, family, check_.seed, kTensorA, 0, check_.threads);
    return a;
  }

  /// Row-major, whatever the product takes.
  std::span<const In> fill_b(Family family, std::vector<In>& copy) const {
    const std::span<In> b = place(b_, copy, readable_ && !product_->takes_transposed_b());
    fill_inputs(b, family, check_.seed, kTensorB, 0, check_.threads);
    if (family == Family::exact) thin_columns(shape_, b, exact_terms_max<Out>());
    return b;
  }

  void fill(Family family) {
    std::vector<In> copy;
    const std::span<const In> a = fill_a(family, copy);
    if (!readable_) a_.upload(a);
    const std::span<const In> b = fill_b(family, copy);
    if (product_->takes_transposed_b()) {
      b_.upload(std::span<const In>(transpose(shape_, b)));
    } else if (!readable_) {
      b_.upload(b);
    }
    std::vector<Out> poisoned;
    const std::span<Out> c = place(c_, poisoned, readable_);
    poison(c);
    if (!readable_) c_.upload(c);
  }

  void multiply(Family family) {
    fill(family);
    enqueue(*stream_);
    stream_->synchronize();
  }

  std::span<const Out> output(std::vector<Out>& copy) const {
    if (readable_) return {c_.data(), c_.size()};
    copy = c_.download();
    return copy;
  }

  /// Against inputs made anew: a library that writes to its inputs does not go unseen.
  Verdict judge(Family family) const {
    std::vector<In> copy_a, copy_b;
    std::vector<Out> copy_c;
    const std::span<const In> a = fill_a(family, copy_a), b = fill_b(family, copy_b);
    const std::span<const Out> c = output(copy_c);
    if constexpr (std::is_integral_v<In>) {
      return check_gemm_exact<In, Out>(shape_, a, b, c, check_);
    } else {
      return family == Family::exact ? check_gemm_exact<In, Out>(shape_, a, b, c, check_)
                                     : check_gemm_rounded<In, Out>(shape_, a, b, c, check_);
    }
  }

  GemmShape shape_;
  GemmCheck check_;
  bool readable_;
  std::unique_ptr<Stream> stream_;  ///< For the products that only verify() needs.
  std::unique_ptr<GemmProduct> product_;
  Array<In> a_, b_;
  Array<Out> c_;
  std::optional<bool> repeats_;  ///< Whether the same product gave the same bits; known after verify().
};

template <class In, class Out>
std::unique_ptr<Trial> make(const GemmShape& shape, std::unique_ptr<GemmProduct> product, Context& context) {
  return std::make_unique<GemmTrial<In, Out>>(shape, std::move(product), context);
}

}  // namespace

std::unique_ptr<Trial> make_gemm_trial(GemmType type, const GemmShape& shape,
                                       std::unique_ptr<GemmProduct> product, Context& context) {
  switch (type) {
    case GemmType::f64:
      return make<double, double>(shape, std::move(product), context);
    case GemmType::f32:
      return make<float, float>(shape, std::move(product), context);
    case GemmType::tf32:
      return make<Tf32, float>(shape, std::move(product), context);
    case GemmType::f16:
      return make<F16, F16>(shape, std::move(product), context);
    case GemmType::bf16:
      return make<Bf16, Bf16>(shape, std::move(product), context);
    case GemmType::e4m3:
      return make<E4m3, Bf16>(shape, std::move(product), context);
    case GemmType::s8:
      return make<std::int8_t, std::int32_t>(shape, std::move(product), context);
  }
  throw std::invalid_argument("gemm: a type without a trial");
}

}  // namespace gpubench

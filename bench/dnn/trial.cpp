#include "bench/dnn/trial.hpp"

#include <optional>
#include <stdexcept>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/libraries/checking_threads.hpp"
#include "bench/numerics/convolution_reference.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/formats.hpp"
#include "bench/numerics/gemm_problem.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

/// Algorithms that transform their inputs lose bits to it.
constexpr double kTransformFactor = 16;

/// What a type's inputs are, what its outputs are stored in, and how much those hold.
struct OfF32 {
  using In = float;
  using Stored = float;
  static constexpr FloatFormat kOutput = kF32;
};
struct OfTf32 {
  using In = Tf32;
  using Stored = float;
  static constexpr FloatFormat kOutput = kF32;
};
struct OfF16 {
  using In = F16;
  using Stored = F16;
  static constexpr FloatFormat kOutput = kF16;
};
struct OfBf16 {
  using In = Bf16;
  using Stored = Bf16;
  static constexpr FloatFormat kOutput = kBf16;
};

/// One of x, w and y; its own tensor of the seed's.
template <class Of>
class Tensor {
 public:
  using In = typename Of::In;
  using Stored = typename Of::Stored;
  static_assert(sizeof(In) == sizeof(Stored));

  Tensor(Backend& backend, std::uint64_t count, std::uint32_t id) : array_(backend, count), id_(id) {}

  void* data() const { return array_.data(); }
  std::span<std::byte> extent() const { return array_.extent(); }
  std::vector<Stored> download() const { return array_.download(); }

  std::vector<double> inputs(Family family, std::uint64_t seed, int threads) const {
    std::vector<In> values(array_.size());
    fill_inputs<In>(values, family, seed, id_, 0, threads);
    return widened(std::span<const In>(values));
  }
  /// Values that the type holds exactly.
  void upload(const std::vector<double>& values) const {
    std::vector<Stored> narrow(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) narrow[i] = narrowed(values[i]);
    array_.upload(narrow);
  }
  void upload_poison() const {
    std::vector<Stored> poisoned(array_.size());
    poison<Stored>(poisoned);
    array_.upload(poisoned);
  }

  template <class T>
  static std::vector<double> widened(std::span<const T> values) {
    std::vector<double> wide(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) wide[i] = value_of(values[i]);
    return wide;
  }

 private:
  static Stored narrowed(double value) {
    if constexpr (std::is_same_v<Stored, F16>) return to_f16(value);
    if constexpr (std::is_same_v<Stored, Bf16>) return to_bf16(value);
    if constexpr (std::is_same_v<Stored, float>) return static_cast<float>(value);
  }

  Array<Stored> array_;
  std::uint32_t id_;
};

template <class Of>
class ConvolutionTrial final : public Trial {
 public:
  using Stored = typename Of::Stored;

  ConvolutionTrial(const ConvolutionCase& of, std::unique_ptr<ConvolutionProduct> product, Context& context)
      : pass_(of.pass),
        shape_(of.shape),
        check_{context.seed, library_checking_threads(context.machine), Of::kOutput,
               product->transforms_inputs() ? kTransformFactor : 1},
        stream_(context.backend.make_stream()),
        product_(std::move(product)),
        x_(context.backend, shape_.x_count(), 0),
        w_(context.backend, shape_.w_count(), 1),
        y_(context.backend, shape_.y_count(), 2) {}

  void reset() override { upload(inputs(Family::rounded)); }

  void enqueue(Stream& stream) override { product_->enqueue(stream, x_.data(), w_.data(), y_.data()); }

  Verdict verify(std::uint64_t) override {
    Verdict verdict = judge(inputs(Family::rounded), Family::rounded);
    if (verdict.correctness == Correctness::wrong) return verdict;
    if (!product_->transforms_inputs()) judge_exactly(verdict);
    compute(inputs(Family::rounded));
    repeats_ = digest_of(std::span<const Stored>(output().download()), 0, check_.threads) == verdict.digest;
    if (!*repeats_ && product_->promises_identical_repeats()) {
      verdict.correctness = std::max(verdict.correctness, Correctness::bounded);
    }
    return verdict;
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    std::vector<std::span<std::byte>> memory = {output().extent()};
    for (const auto* tensor : {&x_, &w_, &y_}) {
      if (tensor != &output()) memory.push_back(tensor->extent());
    }
    return memory;
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    auto facts = product_->facts();
    if (repeats_) facts.emplace_back("repeat", *repeats_ ? "identical" : "differs");
    return facts;
  }

 private:
  /// In doubles; the output's is empty.
  struct Inputs {
    std::vector<double> x, w, y;
  };

  const Tensor<Of>& output() const {
    if (pass_ == ConvolutionPass::forward) return y_;
    return pass_ == ConvolutionPass::backward_data ? x_ : w_;
  }

  Inputs inputs(Family family) const {
    Inputs inputs;
    const auto fill = [&](const Tensor<Of>& tensor, std::vector<double>& values) {
      if (&tensor != &output()) values = tensor.inputs(family, check_.seed, check_.threads);
    };
    fill(x_, inputs.x);
    fill(w_, inputs.w);
    fill(y_, inputs.y);
    if (family == Family::exact) {
      thin_convolution(shape_, pass_, exact_terms_max<Stored>(),
                       pass_ == ConvolutionPass::backward_filter ? inputs.y : inputs.w);
    }
    return inputs;
  }

  void upload(const Inputs& inputs) {
    if (!inputs.x.empty()) x_.upload(inputs.x);
    if (!inputs.w.empty()) w_.upload(inputs.w);
    if (!inputs.y.empty()) y_.upload(inputs.y);
    output().upload_poison();
  }

  void compute(const Inputs& inputs) {
    upload(inputs);
    enqueue(*stream_);
    stream_->synchronize();
  }

  /// Against inputs made anew: a library that writes to its inputs does not go unseen.
  Verdict judge(Inputs of, Family family) const {
    const std::vector<Stored> stored = output().download();
    auto& place = pass_ == ConvolutionPass::forward         ? of.y
                  : pass_ == ConvolutionPass::backward_data ? of.x
                                                            : of.w;
    place = Tensor<Of>::widened(std::span<const Stored>(stored));
    const ConvolutionTensors tensors{of.x, of.w, of.y};
    Verdict verdict = family == Family::exact ? check_convolution_exact(shape_, pass_, tensors, check_)
                                              : check_convolution_rounded(shape_, pass_, tensors, check_);
    verdict.digest = digest_of(std::span<const Stored>(stored), 0, check_.threads);
    verdict.sha256 = sha256_of(std::as_bytes(std::span(stored)));
    return verdict;
  }

  void judge_exactly(Verdict& verdict) {
    compute(inputs(Family::exact));
    const Verdict exact = judge(inputs(Family::exact), Family::exact);
    if (exact.correctness == Correctness::identical) return;
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = exact.worst_index;
    verdict.detail = "with integers -3..3: " + exact.detail;
  }

  ConvolutionPass pass_;
  ConvolutionShape shape_;
  ConvolutionCheck check_;
  std::unique_ptr<Stream> stream_;  ///< For the passes that only verify() needs.
  std::unique_ptr<ConvolutionProduct> product_;
  Tensor<Of> x_, w_, y_;
  std::optional<bool> repeats_;  ///< Whether the same pass gave the same bits; known after verify().
};

}  // namespace

std::unique_ptr<Trial> make_convolution_trial(const ConvolutionCase& of,
                                              std::unique_ptr<ConvolutionProduct> product, Context& context) {
  switch (of.type) {
    case ConvolutionType::f32:
      return std::make_unique<ConvolutionTrial<OfF32>>(of, std::move(product), context);
    case ConvolutionType::tf32:
      return std::make_unique<ConvolutionTrial<OfTf32>>(of, std::move(product), context);
    case ConvolutionType::f16:
      return std::make_unique<ConvolutionTrial<OfF16>>(of, std::move(product), context);
    case ConvolutionType::bf16:
      return std::make_unique<ConvolutionTrial<OfBf16>>(of, std::move(product), context);
  }
  throw std::invalid_argument("convolution: a type without a trial");
}

}  // namespace gpubench

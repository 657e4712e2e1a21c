#include "bench/native/attention_trial.hpp"

#include "bench/api/array.hpp"
#include "bench/native/parallelism.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/gemm_problem.hpp"
#include "bench/numerics/inputs.hpp"
#include "bench/numerics/parallel.hpp"

namespace gpubench {
namespace {

/// Elements worth a thread of their own.
constexpr std::uint64_t kPart = 1024;

template <class T>
struct Inputs {
  std::vector<T> q, k, v;
};

template <class T>
constexpr FloatFormat kFormat = kF32;
template <>
constexpr FloatFormat kFormat<F16> = kF16;
template <>
constexpr FloatFormat kFormat<Bf16> = kBf16;

void narrow(float value, float& to) {
  to = value;
}
void narrow(float value, F16& to) {
  to = to_f16(static_cast<double>(value));
}
void narrow(float value, Bf16& to) {
  to = to_bf16(static_cast<double>(value));
}

/// What f32 makes of stored values: the same numbers.
template <class T>
std::vector<float> widened(const std::vector<T>& stored, int threads) {
  std::vector<float> values(stored.size());
  for_parts(stored.size(), kPart, threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t i = begin; i < end; ++i) values[i] = static_cast<float>(value_of(stored[i]));
  });
  return values;
}

template <class T>
class AttentionTrial final : public Trial {
 public:
  AttentionTrial(AttentionKernel<T> kernel, const AttentionShape& shape, Context& context)
      : kernel_(kernel),
        shape_(shape),
        check_{context.seed, checking_threads(context.backend), kFormat<T>},
        parallelism_(parallelism_fact(context.backend)),
        stream_(context.backend.make_stream()),
        q_(context.backend, shape.elements()),
        k_(context.backend, shape.elements()),
        v_(context.backend, shape.elements()),
        out_(context.backend, shape.elements()),
        arguments_{q_.data(),   k_.data(),    v_.data(),
                   out_.data(), shape.heads,  shape.length,
                   shape.width, shape.causal, context.backend.threads()} {}

  void reset() override { fill(rounded_inputs()); }

  void enqueue(Stream& stream) override { kernel_(stream, arguments_); }

  Verdict verify(std::uint64_t) override {
    const Inputs<T> rounded = rounded_inputs();
    const std::vector<T> timed = out_.download();
    Verdict verdict = check_attention_rounded(shape_, wide(rounded.q), wide(rounded.k), wide(rounded.v),
                                              wide(timed), check_);
    if (verdict.correctness == Correctness::wrong) return verdict;
    verdict.digest = digest_of(std::span<const T>(timed), 0, check_.threads);
    const Inputs<T> selecting = selecting_inputs();
    compute(selecting);
    const Verdict exact = check_attention_selected(shape_, wide(selecting.v), wide(out_.download()), check_);
    compute(rounded);
    if (exact.correctness != Correctness::identical) {
      verdict.correctness = Correctness::wrong;
      verdict.worst_index = exact.worst_index;
      verdict.detail = "with queries that select one key: " + exact.detail;
    } else if (digest_of(std::span<const T>(out_.download()), 0, check_.threads) != verdict.digest) {
      verdict.correctness = Correctness::wrong;
      verdict.detail = "the same operation once more gave other bits";
    }
    return verdict;
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    return {out_.extent(), q_.extent(), k_.extent(), v_.extent()};
  }

  std::vector<std::pair<std::string, std::string>> facts() const override { return {parallelism_}; }

 private:
  std::vector<float> wide(const std::vector<T>& stored) const { return widened(stored, check_.threads); }

  Inputs<T> rounded_inputs() const {
    Inputs<T> inputs;
    for (std::uint32_t tensor = 0; auto* values : {&inputs.q, &inputs.k, &inputs.v}) {
      values->resize(shape_.elements());
      fill_inputs<T>(*values, Family::rounded, check_.seed, tensor++, 0, check_.threads);
    }
    return inputs;
  }

  /// Every type holds them.
  Inputs<T> selecting_inputs() const {
    const std::vector<float> empty(shape_.elements());
    Inputs<float> values{empty, empty, empty};
    select_inputs(shape_, values.q, values.k, values.v, check_);
    return {stored(values.q), stored(values.k), stored(values.v)};
  }

  std::vector<T> stored(const std::vector<float>& values) const {
    std::vector<T> narrowed(values.size());
    for_parts(values.size(), kPart, check_.threads, [&](std::uint64_t begin, std::uint64_t end) {
      for (std::uint64_t i = begin; i < end; ++i) narrow(values[i], narrowed[i]);
    });
    return narrowed;
  }

  void fill(const Inputs<T>& inputs) {
    q_.upload(inputs.q);
    k_.upload(inputs.k);
    v_.upload(inputs.v);
    upload_poison(out_);
  }

  void compute(const Inputs<T>& inputs) {
    fill(inputs);
    kernel_(*stream_, arguments_);
    stream_->synchronize();
  }

  AttentionKernel<T> kernel_;
  AttentionShape shape_;
  AttentionCheck check_;
  std::pair<std::string, std::string> parallelism_;
  std::unique_ptr<Stream> stream_;  ///< For the operations that only verify() needs.
  Array<T> q_, k_, v_, out_;
  kernels::TypedAttentionArguments<T> arguments_;
};

}  // namespace

template <class T>
std::unique_ptr<Trial> make_attention_trial(AttentionKernel<T> kernel, const AttentionShape& shape,
                                            Context& context) {
  return std::make_unique<AttentionTrial<T>>(kernel, shape, context);
}

template std::unique_ptr<Trial> make_attention_trial<float>(AttentionKernel<float>, const AttentionShape&,
                                                            Context&);
template std::unique_ptr<Trial> make_attention_trial<F16>(AttentionKernel<F16>, const AttentionShape&,
                                                          Context&);
template std::unique_ptr<Trial> make_attention_trial<Bf16>(AttentionKernel<Bf16>, const AttentionShape&,
                                                           Context&);

}  // namespace gpubench

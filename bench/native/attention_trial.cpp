#include "bench/native/attention_trial.hpp"

#include "bench/api/array.hpp"
#include "bench/native/parallelism.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

struct Inputs {
  std::vector<float> q, k, v;
};

class AttentionTrial final : public Trial {
 public:
  using Kernel = void (*)(Stream&, const kernels::AttentionArguments&);

  AttentionTrial(Kernel kernel, const AttentionShape& shape, Context& context)
      : kernel_(kernel),
        shape_(shape),
        check_{context.seed, checking_threads(context.backend)},
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
    const Inputs rounded = rounded_inputs();
    Verdict verdict =
        check_attention_rounded(shape_, rounded.q, rounded.k, rounded.v, out_.download(), check_);
    if (verdict.correctness == Correctness::wrong) return verdict;
    const Inputs selecting = selecting_inputs();
    compute(selecting);
    const Verdict exact = check_attention_selected(shape_, selecting.v, out_.download(), check_);
    compute(rounded);
    if (exact.correctness != Correctness::identical) {
      verdict.correctness = Correctness::wrong;
      verdict.worst_index = exact.worst_index;
      verdict.detail = "with queries that select one key: " + exact.detail;
    } else if (digest_of(std::span<const float>(out_.download()), 0, check_.threads) != verdict.digest) {
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
  Inputs rounded_inputs() const {
    Inputs inputs;
    for (std::uint32_t tensor = 0; auto* values : {&inputs.q, &inputs.k, &inputs.v}) {
      values->resize(shape_.elements());
      fill_inputs<float>(*values, Family::rounded, check_.seed, tensor++, 0, check_.threads);
    }
    return inputs;
  }

  Inputs selecting_inputs() const {
    const std::vector<float> empty(shape_.elements());
    Inputs inputs{empty, empty, empty};
    select_inputs(shape_, inputs.q, inputs.k, inputs.v, check_);
    return inputs;
  }

  void fill(const Inputs& inputs) {
    q_.upload(inputs.q);
    k_.upload(inputs.k);
    v_.upload(inputs.v);
    upload_poison(out_);
  }

  void compute(const Inputs& inputs) {
    fill(inputs);
    kernel_(*stream_, arguments_);
    stream_->synchronize();
  }

  Kernel kernel_;
  AttentionShape shape_;
  AttentionCheck check_;
  std::pair<std::string, std::string> parallelism_;
  std::unique_ptr<Stream> stream_;  ///< For the operations that only verify() needs.
  Array<float> q_, k_, v_, out_;
  kernels::AttentionArguments arguments_;
};

}  // namespace

std::unique_ptr<Trial> make_attention_trial(void (*kernel)(Stream&, const kernels::AttentionArguments&),
                                            const AttentionShape& shape, Context& context) {
  return std::make_unique<AttentionTrial>(kernel, shape, context);
}

}  // namespace gpubench

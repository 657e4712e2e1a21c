#include "bench/api/array.hpp"
#include "bench/cuda/fma_trial.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/parallelism.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "bench/numerics/formats.hpp"

namespace gpubench {
namespace {

using kernels::cuda::FmaPeakArguments;
using kernels::cuda::FmaType;

constexpr std::uint32_t kTensorIn = 3;

/// value + added, which the type holds.
template <class T>
T sum_of(T value, int added) {
  return value + static_cast<T>(added);
}
F16 sum_of(F16 value, int added) {
  return to_f16(to_double(value) + added);
}
Bf16 sum_of(Bf16 value, int added) {
  return to_bf16(to_double(value) + added);
}

template <class T>
class VectorTrial final : public Trial {
 public:
  VectorTrial(FmaType type, int chains, Context& context)
      : type_(type),
        inputs_(Family::exact, context.seed, kTensorIn),
        in_(context.backend, kernels::cuda::fma_elements(type, chains, fma_blocks(context.machine))),
        out_(context.backend, in_.size()),
        checking_threads_(checking_threads(context.backend)) {
    arguments_.in = in_.data();
    arguments_.out = out_.data();
    arguments_.chains = chains;
    arguments_.blocks = fma_blocks(context.machine);
  }

  void reset() override {
    inputs_.upload(in_);
    upload_poison(out_);
  }

  void enqueue(Stream& stream) override { kernels::cuda::fma_peak(stream.native(), type_, arguments_); }

  Verdict verify(std::uint64_t) override {
    return judge_exact(
        out_, [&](std::uint64_t i) { return sum_of(inputs_[i], arguments_.rounds); }, checking_threads_);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {out_.extent(), in_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"blocks", std::to_string(arguments_.blocks)},
            {"threads_per_block", std::to_string(kernels::cuda::kFmaThreads)}};
  }

 private:
  FmaType type_;
  PeriodicInputs<T> inputs_;
  Array<T> in_, out_;
  int checking_threads_;
  FmaPeakArguments arguments_;
};

}  // namespace

std::unique_ptr<Trial> make_vector_trial(FmaType type, int chains, Context& context) {
  switch (type) {
    case FmaType::f64:
      return std::make_unique<VectorTrial<double>>(type, chains, context);
    case FmaType::f32:
      return std::make_unique<VectorTrial<float>>(type, chains, context);
    case FmaType::f16:
      return std::make_unique<VectorTrial<F16>>(type, chains, context);
    case FmaType::bf16:
      break;
  }
  return std::make_unique<VectorTrial<Bf16>>(type, chains, context);
}

}  // namespace gpubench

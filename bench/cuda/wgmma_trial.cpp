#include <stdexcept>

#include "bench/api/array.hpp"
#include "bench/cuda/fma_trial.hpp"
#include "bench/cuda/stored_integer.hpp"
#include "bench/cuda/wgmma_operands.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/parallelism.hpp"
#include "bench/native/periodic_inputs.hpp"

namespace gpubench {
namespace {

using kernels::cuda::kWgmmaGroups;
using kernels::cuda::TensorShape;
using kernels::cuda::TensorType;
using kernels::cuda::WgmmaPeakArguments;

/// In: as an element of A and B lies in memory. Sum: of C.
template <class In, class Sum>
class WgmmaTrial final : public Trial {
 public:
  WgmmaTrial(TensorType type, Context& context)
      : type_(type),
        shape_(kernels::cuda::wgmma_shape(type)),
        operands_(shape_, context.seed),
        a_(context.backend, operands_.a.size()),
        b_(context.backend, operands_.b.size()),
        out_(context.backend, static_cast<std::size_t>(wgmma_blocks(context.machine)) * kWgmmaGroups *
                                  static_cast<std::size_t>(shape_.m * shape_.n)),
        checking_threads_(checking_threads(context.backend)),
        arguments_{a_.data(), b_.data(), out_.data(), kWgmmaPairs, wgmma_blocks(context.machine)} {}

  void reset() override {
    upload_integers(a_, operands_.a);
    upload_integers(b_, operands_.b);
    upload_poison(out_);
  }

  void enqueue(Stream& stream) override { kernels::cuda::wgmma_peak(stream.native(), type_, arguments_); }

  Verdict verify(std::uint64_t) override {
    const auto size = static_cast<std::uint64_t>(shape_.m * shape_.n);
    return judge_exact(
        out_,
        [&](std::uint64_t i) {
          const auto group = static_cast<std::int32_t>(i / size % kWgmmaGroups);
          return static_cast<Sum>(group + arguments_.pairs * operands_.pair_sum(i % size));
        },
        checking_threads_);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {out_.extent(), a_.extent(), b_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"blocks", std::to_string(arguments_.blocks)},
            {"threads_per_block", std::to_string(kernels::cuda::kWgmmaThreads)},
            {"instruction", "wgmma"},
            {"operands", "shared memory, not swizzled"},
            {"shape", fmt::format("{}x{}x{}", shape_.m, shape_.n, shape_.k)}};
  }

 private:
  TensorType type_;
  TensorShape shape_;
  WgmmaOperandIntegers operands_;
  Array<In> a_, b_;
  Array<Sum> out_;
  int checking_threads_;
  WgmmaPeakArguments arguments_;
};

}  // namespace

std::unique_ptr<Trial> make_wgmma_trial(TensorType type, Context& context) {
  switch (type) {
    case TensorType::tf32:
      return std::make_unique<WgmmaTrial<float, float>>(type, context);
    case TensorType::f16:
      return std::make_unique<WgmmaTrial<F16, float>>(type, context);
    case TensorType::bf16:
      return std::make_unique<WgmmaTrial<Bf16, float>>(type, context);
    case TensorType::e4m3:
      return std::make_unique<WgmmaTrial<E4m3, float>>(type, context);
    case TensorType::s8:
      return std::make_unique<WgmmaTrial<std::int8_t, std::int32_t>>(type, context);
    case TensorType::f64:
      break;
  }
  throw std::invalid_argument("fma_peak: wgmma takes no f64");
}

}  // namespace gpubench

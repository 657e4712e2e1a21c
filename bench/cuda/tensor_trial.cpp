#include <stdexcept>

#include "bench/api/array.hpp"
#include "bench/cuda/fma_trial.hpp"
#include "bench/cuda/stored_integer.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/parallelism.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

using kernels::cuda::TensorPeakArguments;
using kernels::cuda::TensorShape;
using kernels::cuda::TensorType;

constexpr std::uint32_t kTensorA = 0;
constexpr std::uint32_t kTensorB = 1;

/// In: as an element of A and B lies in memory. Sum: of C.
template <class In, class Sum>
class TensorTrial final : public Trial {
 public:
  TensorTrial(TensorType type, int chains, Context& context)
      : type_(type),
        shape_(kernels::cuda::tensor_shape(type)),
        a_integers_(integers(shape_.m * shape_.k, context.seed, kTensorA)),
        b_integers_(integers(shape_.k * shape_.n, context.seed, kTensorB)),
        a_(context.backend, a_integers_.size()),
        b_(context.backend, b_integers_.size()),
        out_(context.backend,
             fma_warps(context.machine) * static_cast<std::size_t>(chains * shape_.m * shape_.n)),
        checking_threads_(checking_threads(context.backend)) {
    arguments_ = {a_.data(), b_.data(), out_.data(), kTensorProducts, chains, fma_blocks(context.machine)};
  }

  void reset() override {
    upload_integers(a_, a_integers_);
    upload_integers(b_, b_integers_);
    upload_poison(out_);
  }

  void enqueue(Stream& stream) override { kernels::cuda::tensor_peak(stream.native(), type_, arguments_); }

  Verdict verify(std::uint64_t) override {
    const std::vector<std::int32_t> product = multiply();
    return judge_exact(
        out_,
        [&](std::uint64_t i) {
          const std::uint64_t chain = i / product.size() % static_cast<std::uint64_t>(arguments_.chains);
          return static_cast<Sum>(static_cast<std::int32_t>(chain) +
                                  arguments_.products * product[i % product.size()]);
        },
        checking_threads_);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {out_.extent(), a_.extent(), b_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"blocks", std::to_string(arguments_.blocks)},
            {"threads_per_block", std::to_string(kernels::cuda::kFmaThreads)},
            {"instruction", "wmma"},
            {"shape", fmt::format("{}x{}x{}", shape_.m, shape_.n, shape_.k)}};
  }

 private:
  static std::vector<std::int32_t> integers(int count, std::uint64_t seed, std::uint32_t tensor) {
    std::vector<std::int32_t> values(static_cast<std::size_t>(count));
    fill_inputs<std::int32_t>(values, Family::exact, seed, tensor);
    return values;
  }

  /// A B
  std::vector<std::int32_t> multiply() const {
    std::vector<std::int32_t> product(static_cast<std::size_t>(shape_.m * shape_.n));
    for (std::size_t p = 0; p < product.size(); ++p) {
      const auto n = static_cast<std::size_t>(shape_.n), k = static_cast<std::size_t>(shape_.k);
      for (std::size_t l = 0; l < k; ++l)
        product[p] += a_integers_[p / n * k + l] * b_integers_[l * n + p % n];
    }
    return product;
  }

  TensorType type_;
  TensorShape shape_;
  std::vector<std::int32_t> a_integers_, b_integers_;
  Array<In> a_, b_;
  Array<Sum> out_;
  int checking_threads_;
  TensorPeakArguments arguments_;
};

}  // namespace

std::unique_ptr<Trial> make_tensor_trial(TensorType type, int chains, Context& context) {
  switch (type) {
    case TensorType::f64:
      return std::make_unique<TensorTrial<double, double>>(type, chains, context);
    case TensorType::tf32:
      return std::make_unique<TensorTrial<float, float>>(type, chains, context);
    case TensorType::f16:
      return std::make_unique<TensorTrial<F16, float>>(type, chains, context);
    case TensorType::bf16:
      return std::make_unique<TensorTrial<Bf16, float>>(type, chains, context);
    case TensorType::e4m3:
      throw std::invalid_argument("fma_peak: the warp matrix functions have no e4m3");
    case TensorType::s8:
      break;
  }
  return std::make_unique<TensorTrial<std::int8_t, std::int32_t>>(type, chains, context);
}

}  // namespace gpubench

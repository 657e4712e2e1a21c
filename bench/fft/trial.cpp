#include "bench/fft/trial.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/libraries/checking_threads.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorX = 0;

template <class T>
class FftTrial final : public Trial {
 public:
  FftTrial(const FftShape& shape, std::unique_ptr<FftPlan> plan, Context& context)
      : shape_(shape),
        check_{context.seed, library_checking_threads(context.machine)},
        stream_(context.backend.make_stream()),
        plan_(std::move(plan)),
        in_(context.backend, 2 * shape.batch * shape.points()),
        out_(context.backend, in_.size()) {}

  void reset() override {
    in_.upload(inputs());
    poison_output();
  }

  void enqueue(Stream& stream) override {
    plan_->enqueue(stream, FftDirection::forward, in_.data(), out_.data());
  }

  Verdict verify(std::uint64_t) override {
    const std::vector<T> x = inputs();
    Verdict verdict = judge_forward(x);
    if (verdict.correctness == Correctness::wrong) return verdict;
    const Verdict inverse = judge_inverse(x);
    in_.upload(x);
    poison_output();
    enqueue(*stream_);
    stream_->synchronize();
    repeats_ = digest_of(std::span<const T>(out_.download()), 0, check_.threads) == verdict.digest;
    if (!*repeats_ && plan_->promises_identical_repeats())
      verdict.correctness = std::max(verdict.correctness, Correctness::bounded);
    if (inverse.correctness > verdict.correctness) {
      verdict.correctness = inverse.correctness;
      verdict.worst_index = inverse.worst_index;
      if (!inverse.detail.empty()) verdict.detail = "after the inverse: " + inverse.detail;
    }
    return verdict;
  }

  std::vector<std::span<std::byte>> footprint() override { return {out_.extent(), in_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    auto facts = plan_->facts();
    if (repeats_) facts.emplace_back("repeat", *repeats_ ? "identical" : "differs");
    return facts;
  }

 private:
  std::vector<T> inputs() const {
    std::vector<T> values(in_.size());
    fill_inputs<T>(values, Family::rounded, check_.seed, kTensorX, 0, check_.threads);
    return values;
  }

  void poison_output() {
    std::vector<T> poisoned(out_.size());
    poison<T>(poisoned);
    out_.upload(poisoned);
  }

  Verdict judge_forward(const std::vector<T>& x) const {
    const std::vector<T> y = out_.download();
    Verdict verdict = check_fft<T>(shape_, x, y, check_);
    verdict.sha256 = sha256_of(std::as_bytes(std::span(y)));
    return verdict;
  }

  /// Leaves what came back in the place of the input.
  Verdict judge_inverse(const std::vector<T>& x) {
    plan_->enqueue(*stream_, FftDirection::inverse, out_.data(), in_.data());
    stream_->synchronize();
    return check_fft_inverse<T>(shape_, x, in_.download());
  }

  FftShape shape_;
  FftCheck check_;
  std::unique_ptr<Stream> stream_;  ///< For the transforms that only verify() needs.
  std::unique_ptr<FftPlan> plan_;
  Array<T> in_, out_;
  std::optional<bool> repeats_;  ///< Whether the same transform gave the same bits; known after verify().
};

}  // namespace

std::unique_ptr<Trial> make_fft_trial(DataType type, const FftShape& shape, std::unique_ptr<FftPlan> plan,
                                      Context& context) {
  if (type == DataType::f64) return std::make_unique<FftTrial<double>>(shape, std::move(plan), context);
  return std::make_unique<FftTrial<float>>(shape, std::move(plan), context);
}

}  // namespace gpubench

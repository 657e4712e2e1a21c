#include "bench/native/word_read_trial.hpp"

#include <algorithm>

#include "bench/native/exact_output.hpp"
#include "kernels/host/mix.hpp"

namespace gpubench {
namespace {

class WordReadTrial final : public Trial {
 public:
  WordReadTrial(WordReadKernel kernel, WordReadTwin twin, const kernels::WordReadArguments& shape,
                Context& context)
      : kernel_(kernel),
        checking_threads_(checking_threads(context.backend)),
        data_(context.backend, shape.count),
        sums_(context.backend, shape.parts),
        expected_(shape.parts),
        arguments_(shape),
        multiprocessors_(
            std::min(shape.parts, static_cast<std::size_t>(std::max(context.machine.threads, 1)))) {
    std::vector<std::uint32_t> words(shape.count);
    for (std::size_t i = 0; i < words.size(); ++i) {
      words[i] = static_cast<std::uint32_t>(kernels::mix64(context.seed + i));
    }
    data_.upload(words);
    kernels::WordReadArguments host = shape;
    host.data = words.data();
    host.sums = expected_.data();
    host.threads = checking_threads_;
    twin(host);
    arguments_.data = data_.data();
    arguments_.sums = sums_.data();
    arguments_.threads = context.backend.threads();
  }

  /// Every word may be a sum; that one's complement is not.
  void reset() override {
    std::vector<std::uint32_t> poison(expected_);
    for (std::uint32_t& word : poison) word = ~word;
    sums_.upload(poison);
  }

  void enqueue(Stream& stream) override { kernel_(stream, arguments_); }

  Verdict verify(std::uint64_t) override {
    return judge_exact(
        sums_, [&](std::uint64_t part) { return expected_[part]; }, checking_threads_);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {sums_.extent(), data_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"blocks", std::to_string(arguments_.parts)},
            {"passes", std::to_string(arguments_.passes)},
            {"multiprocessors", std::to_string(multiprocessors_)}};  // bytes a cycle are told of each
  }

 private:
  WordReadKernel kernel_;
  int checking_threads_;
  Array<std::uint32_t> data_, sums_;
  std::vector<std::uint32_t> expected_;
  kernels::WordReadArguments arguments_;
  std::size_t multiprocessors_;
};

}  // namespace

std::unique_ptr<Trial> make_word_read_trial(WordReadKernel kernel, WordReadTwin twin,
                                            const kernels::WordReadArguments& shape, Context& context) {
  return std::make_unique<WordReadTrial>(kernel, twin, shape, context);
}

}  // namespace gpubench

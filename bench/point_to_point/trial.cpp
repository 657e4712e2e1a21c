#include "bench/point_to_point/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <stdexcept>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/collectives/agreement.hpp"
#include "bench/collectives/output_check.hpp"
#include "bench/collectives/rank_inputs.hpp"

namespace gpubench {
namespace {

class PairTrial final : public Trial {
 public:
  PairTrial(const Pair& row, std::size_t count, bool staged, Context& context)
      : row_(row),
        count_(count),
        ranks_(*context.communicator),
        half_(ranks_.size() / 2),
        leads_(ranks_.rank() < half_),
        inputs_{context.seed, Family::rounded, ranks_.size()},
        slots_((leads_ ? row.leader_receives : row.follower_receives) ? row.messages : 0),
        send_(context.backend, count),
        recv_(context.backend, std::max<std::size_t>(1, slots_ * count)),
        agreement_(context.backend, ranks_),
        timing_(staged && !context.backend.host_accessible() ? Timing::wall : Timing::device) {
    end_ = {leads_ ? ranks_.rank() + half_ : ranks_.rank() - half_, send_.data(), recv_.data(), count};
  }

  void reset() override {
    std::vector<float> values(std::min(kChunk, count_));
    for (std::size_t i = 0; i < count_; i += kChunk) {
      const std::span<float> part = std::span(values).first(std::min(kChunk, count_ - i));
      inputs_.fill(ranks_.rank(), i, part);
      send_.upload(part, i);
    }
    std::vector<float> poisoned(count_);
    poison(std::span(poisoned));
    for (std::size_t slot = 0; slot < slots_; ++slot) recv_.upload(poisoned, slot * count_);
    applications_ = 0;
    ranks_.watch_operations();
  }

  void enqueue(Stream& stream) override {
    (leads_ ? row_.lead : row_.follow)(ranks_, end_, stream);
    ++applications_;
  }

  Verdict verify(std::uint64_t applications) override {
    ranks_.stop_watching();
    const std::uint64_t first = static_cast<std::uint64_t>(ranks_.rank()) * row_.messages * count_;
    OutputCheck<float> check(inputs_.family());
    std::vector<float> values(std::min(kChunk, count_));
    for (std::size_t slot = 0; slot < slots_; ++slot) {
      for (std::size_t i = 0; i < count_; i += kChunk) {
        const std::span<float> got = std::span(values).first(std::min(kChunk, count_ - i));
        recv_.download(got, slot * count_ + i);
        check.compare(got, inputs_.of_rank(end_.peer, i, got.size()), first + slot * count_ + i);
      }
    }
    Verdict verdict = check.verdict();
    judge_claims(verdict, agreement_.gather({applications_, verdict.digest.value_or(Digest{})}), applications,
                 false);
    return verdict;
  }

  std::vector<std::span<std::byte>> footprint() override {
    return {send_.extent(), recv_.extent().first(slots_ * count_ * sizeof(float))};
  }

  Timing timing() const override { return timing_; }

  /// A window of messages may be cut into several kernels, and its answer is another.
  std::uint64_t launches() const override { return 28; }

  std::vector<std::pair<std::string, std::string>> facts() const override { return ranks_.facts(); }

 private:
  const Pair& row_;
  std::size_t count_;
  Communicator& ranks_;
  int half_;
  bool leads_;
  RankInputs<float> inputs_;
  std::size_t slots_;
  Array<float> send_, recv_;
  Agreement agreement_;
  Timing timing_;
  PairEnd end_;
  std::uint64_t applications_ = 0;
};

}  // namespace

std::unique_ptr<Trial> make_pair_trial(const Pair& row, std::size_t count, bool staged, Context& context) {
  const int size = context.communicator->size();
  if (size % 2 != 0) throw std::runtime_error(fmt::format("{}: {} ranks make no pairs", row.name, size));
  return std::make_unique<PairTrial>(row, count, staged, context);
}

}  // namespace gpubench

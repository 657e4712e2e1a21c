#include "bench/point_to_point/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <stdexcept>

#include "bench/collectives/agreement.hpp"
#include "bench/collectives/output_check.hpp"
#include "bench/collectives/rank_inputs.hpp"

namespace gpubench {
namespace {

class PairTrial final : public Trial {
 public:
  PairTrial(const Pair& row, std::size_t count, Context& context)
      : row_(row),
        count_(count),
        ranks_(*context.communicator),
        half_(ranks_.size() / 2),
        leads_(ranks_.rank() < half_),
        inputs_{context.seed, Family::rounded, ranks_.size()},
        slots_((leads_ ? row.leader_receives : row.follower_receives) ? row.messages : 0),
        send_(context.backend.allocate({count * sizeof(float)})),
        recv_(context.backend.allocate({std::max<std::size_t>(1, slots_ * count) * sizeof(float)})),
        agreement_(context.backend, ranks_) {
    end_ = {leads_ ? ranks_.rank() + half_ : ranks_.rank() - half_, send(), recv(), count};
  }

  void reset() override {
    inputs_.fill(ranks_.rank(), 0, std::span(send(), count_));
    poison(received());
    applications_ = 0;
  }

  void enqueue(Stream& stream) override {
    (leads_ ? row_.lead : row_.follow)(ranks_, end_, stream);
    ++applications_;
  }

  Verdict verify(std::uint64_t applications) override {
    const std::uint64_t first = static_cast<std::uint64_t>(ranks_.rank()) * row_.messages * count_;
    OutputCheck<float> check(inputs_.family());
    for (std::size_t slot = 0; slot < slots_; ++slot) {
      for (std::size_t i = 0; i < count_; i += kChunk) {
        const std::span got(end_.slot(slot) + i, std::min(kChunk, count_ - i));
        check.compare(got, inputs_.of_rank(end_.peer, i, got.size()), first + slot * count_ + i);
      }
    }
    Verdict verdict = check.verdict();
    judge_claims(verdict, agreement_.gather({applications_, verdict.digest.value_or(Digest{})}), applications,
                 false);
    return verdict;
  }

  std::vector<std::span<std::byte>> footprint() override {
    return {std::as_writable_bytes(std::span(send(), count_)), std::as_writable_bytes(received())};
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"communicator", ranks_.name()}};
  }

 private:
  float* send() { return reinterpret_cast<float*>(send_->data()); }
  float* recv() { return reinterpret_cast<float*>(recv_->data()); }
  std::span<float> received() { return {recv(), slots_ * count_}; }

  const Pair& row_;
  std::size_t count_;
  Communicator& ranks_;
  int half_;
  bool leads_;
  RankInputs<float> inputs_;
  std::size_t slots_;
  std::unique_ptr<Memory> send_;
  std::unique_ptr<Memory> recv_;
  Agreement agreement_;
  PairEnd end_;
  std::uint64_t applications_ = 0;
};

}  // namespace

std::unique_ptr<Trial> make_pair_trial(const Pair& row, std::size_t count, Context& context) {
  const int size = context.communicator->size();
  if (size % 2 != 0) throw std::runtime_error(fmt::format("{}: {} ranks make no pairs", row.name, size));
  return std::make_unique<PairTrial>(row, count, context);
}

}  // namespace gpubench

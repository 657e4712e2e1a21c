#include "bench/collectives/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "bench/api/array.hpp"
#include "bench/collectives/agreement.hpp"
#include "bench/collectives/output_check.hpp"
#include "bench/collectives/rank_inputs.hpp"

namespace gpubench {
namespace {

template <class T>
class CollectiveTrial final : public Trial {
 public:
  CollectiveTrial(const Collective& row, const CollectivePoint& point, Context& context)
      : row_(row),
        point_(point),
        ranks_(*context.communicator),
        place_{ranks_.rank(), ranks_.size()},
        inputs_{context.seed, family_of(row, point), place_.size},
        own_block_(point.in_place ? row.own_block(place_) : std::nullopt),
        send_count_(point.in_place ? 0 : blocks(row.send_blocks(place_))),
        recv_count_(blocks(row.recv_blocks(place_))),
        send_(context.backend, std::max<std::size_t>(1, send_count_)),
        recv_(context.backend, std::max<std::size_t>(1, recv_count_)),
        agreement_(context.backend, ranks_),
        timing_(waits_inside(point, context.backend) ? Timing::wall : Timing::device) {
    T* input = own_block_ ? recv_.data() + blocks(*own_block_) : send_.data();
    call_ = {input, recv_.data(), point.count, point.type, point.reduction};
  }

  void reset() override {
    fill(send_, 0, send_count_);
    std::vector<T> poisoned(std::min(kChunk, recv_count_));
    poison(std::span(poisoned));
    for (std::size_t i = 0; i < recv_count_; i += kChunk)
      recv_.upload(std::span(poisoned).first(std::min(kChunk, recv_count_ - i)), i);
    if (own_block_) fill(recv_, blocks(*own_block_), point_.count);
    applications_ = 0;
    ranks_.watch_operations();
  }

  void enqueue(Stream& stream) override {
    row_.call(ranks_, call_, stream);
    ++applications_;
  }

  Verdict verify(std::uint64_t applications) override {
    ranks_.stop_watching();
    const std::uint64_t first = row_.replicated ? 0 : static_cast<std::uint64_t>(place_.rank) * recv_count_;
    OutputCheck<T> check(inputs_.family());
    for (int block = 0; block < row_.recv_blocks(place_); ++block) check_block(check, block, first);
    Verdict verdict = check.verdict();
    verdict.replicated = row_.replicated;
    judge_claims(verdict, agreement_.gather({applications_, verdict.digest.value_or(Digest{})}), applications,
                 row_.replicated);
    return verdict;
  }

  std::vector<std::span<std::byte>> footprint() override {
    return {send_.extent().first(send_count_ * sizeof(T)), recv_.extent().first(recv_count_ * sizeof(T))};
  }

  Timing timing() const override { return timing_; }

  std::vector<std::pair<std::string, std::string>> facts() const override { return ranks_.facts(); }

 private:
  /// Values that are only moved are drawn from more than the seven integers of E, so that a block in a wrong
  /// place shows even where it is one element.
  static Family family_of(const Collective& row, const CollectivePoint& point) {
    if (row.reduces) return point.family;
    return point.type == DataType::s32 ? Family::exact : Family::rounded;
  }

  /// A largest value is one of the inputs; only sums are rounded.
  bool rounds() const { return inputs_.family() == Family::rounded && point_.reduction == Reduction::sum; }

  /// What is on the wire is as wide as what is added up.
  Tolerance tolerance() const {
    const double terms = place_.size;
    const FloatFormat wire = point_.type == DataType::f16    ? kF16
                             : point_.type == DataType::bf16 ? kBf16
                                                             : kF32;
    return {std::max(4.0, std::sqrt(terms)), wire.roundoff(), wire, terms};
  }

  /// Where copies to and from the host are part of the operation.
  static bool waits_inside(const CollectivePoint& point, const Backend& backend) {
    return point.transport == "mpi" && !backend.host_accessible();
  }
  std::size_t blocks(int n) const { return static_cast<std::size_t>(n) * point_.count; }

  /// This rank's input from place first on.
  void fill(const Array<T>& array, std::size_t first, std::size_t count) const {
    std::vector<T> values(std::min(kChunk, count));
    for (std::size_t i = 0; i < count; i += kChunk) {
      const std::span<T> part = std::span(values).first(std::min(kChunk, count - i));
      inputs_.fill(place_.rank, i, part);
      array.upload(part, first + i);
    }
  }

  void check_block(OutputCheck<T>& check, int block, std::uint64_t first) {
    const Source source = row_.source(place_, block);
    const std::size_t begin = blocks(block);
    std::vector<T> values(std::min(kChunk, point_.count));
    for (std::size_t i = 0; i < point_.count; i += kChunk) {
      const std::span<T> received = std::span(values).first(std::min(kChunk, point_.count - i));
      recv_.download(received, begin + i);
      const std::uint64_t from = blocks(source.block) + i;
      if (source.rank == kAllRanks && rounds()) {
        const auto sums = inputs_.sums(from, received.size());
        check.score(received, sums.values, sums.magnitudes, first + begin + i, tolerance());
      } else if (source.rank == kAllRanks) {
        check.compare(received, inputs_.reduced(point_.reduction, from, received.size()), first + begin + i);
      } else {
        check.compare(received, inputs_.of_rank(source.rank, from, received.size()), first + begin + i);
      }
    }
  }

  const Collective& row_;
  CollectivePoint point_;
  Communicator& ranks_;
  Member place_;
  RankInputs<T> inputs_;
  std::optional<int> own_block_;
  std::size_t send_count_;
  std::size_t recv_count_;
  Array<T> send_;
  Array<T> recv_;
  Agreement agreement_;
  Timing timing_;
  CollectiveCall call_;
  std::uint64_t applications_ = 0;
};

}  // namespace

std::unique_ptr<Trial> make_collective_trial(const Collective& row, const CollectivePoint& point,
                                             Context& context) {
  switch (point.type) {
    case DataType::f32:
      return std::make_unique<CollectiveTrial<float>>(row, point, context);
    case DataType::f64:
      return std::make_unique<CollectiveTrial<double>>(row, point, context);
    case DataType::s32:
      return std::make_unique<CollectiveTrial<std::int32_t>>(row, point, context);
    case DataType::f16:
      return std::make_unique<CollectiveTrial<F16>>(row, point, context);
    case DataType::bf16:
      return std::make_unique<CollectiveTrial<Bf16>>(row, point, context);
  }
  throw std::runtime_error(fmt::format("collectives: no trial of type {}", to_string(point.type)));
}

}  // namespace gpubench

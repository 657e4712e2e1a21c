#include "bench/native/fragmentation_trial.hpp"

#include <fmt/format.h>

#include <array>
#include <cstring>
#include <new>
#include <optional>
#include <vector>

#include "bench/native/fragmentation_pattern.hpp"
#include "kernels/host/mix.hpp"

namespace gpubench {
namespace {

/// What is written to both ends of a piece; the smallest has room for 32.
using Mark = std::array<std::byte, sizeof(std::uint64_t)>;

Mark mark_of(std::uint64_t seed, std::size_t place) {
  const std::uint64_t word = kernels::mix64(seed ^ (place + 1));
  Mark mark;
  std::memcpy(mark.data(), &word, sizeof word);
  return mark;
}

/// Pieces of memory that are asked for together.
class Pieces {
 public:
  Pieces(Allocator& allocator, std::vector<std::size_t> sizes)
      : allocator_(allocator), sizes_(std::move(sizes)), data_(sizes_.size(), nullptr) {}

  /// Throws std::bad_alloc.
  void allocate(Stream& stream) {
    for (std::size_t i = 0; i < data_.size(); ++i) {
      data_[i] = allocator_.allocate(sizes_[i], stream);
      if (data_[i] == nullptr) throw std::bad_alloc();
    }
  }
  /// Those from first on that are held, step apart.
  void free(Stream& stream, std::size_t first = 0, std::size_t step = 1) {
    for (std::size_t i = first; i < data_.size(); i += step) {
      if (data_[i] != nullptr) allocator_.free(data_[i], stream);
      data_[i] = nullptr;
    }
  }

  std::size_t size() const { return data_.size(); }
  /// Null where it is not held.
  std::byte* begin_of(std::size_t i) const { return data_[i]; }
  std::byte* end_of(std::size_t i) const { return data_[i] + sizes_[i] - sizeof(Mark); }
  /// Of those from first on that are held, step apart.
  std::vector<Extent> extents(std::size_t first = 0, std::size_t step = 1) const {
    std::vector<Extent> held;
    for (std::size_t i = first; i < data_.size(); i += step)
      if (data_[i] != nullptr) held.push_back({reinterpret_cast<std::uintptr_t>(data_[i]), sizes_[i]});
    return held;
  }

 private:
  Allocator& allocator_;
  std::vector<std::size_t> sizes_;
  std::vector<std::byte*> data_;
};

class FragmentationTrial final : public Trial {
 public:
  FragmentationTrial(std::unique_ptr<Allocator> allocator, const FragmentationPattern& pattern,
                     Context& context)
      : backend_(context.backend),
        seed_(context.seed),
        allocator_(std::move(allocator)),
        pieces_(*allocator_, pattern.pieces),
        larger_(*allocator_, pattern.larger) {}

  void reset() override { arrivals_ = 0; }

  void enqueue(Stream& stream) override {
    try {
      pieces_.allocate(stream);
      pieces_.free(stream, 1, 2);
      larger_.allocate(stream);
    } catch (...) {
      free_all(stream);
      throw;
    }
    arrivals_ += pieces_.size() + larger_.size();
    free_all(stream);
  }

  Verdict verify(std::uint64_t applications) override {
    Verdict verdict;
    verdict.family = std::string("arrival");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
    verdict.checked = verdict.total = applications * (pieces_.size() + larger_.size());
    verdict.correctness = Correctness::identical;
    if (arrivals_ != verdict.total)
      verdict.detail = fmt::format("{} pieces of memory came, not {}", arrivals_, verdict.total);
    else
      verdict.detail = fault_in_a_round();
    if (!verdict.detail.empty()) verdict.correctness = Correctness::wrong;
    return verdict;
  }

  Timing timing() const override { return Timing::wall; }

  std::vector<std::span<std::byte>> footprint() override {
    return {std::as_writable_bytes(std::span(&arrivals_, 1))};
  }

  /// After verify(): the round it takes is the one that is looked at.
  std::vector<std::pair<std::string, std::string>> facts() const override {
    if (!lost_share_) return {{"freed_not_reused", "unknown"}};
    return {{"freed_not_reused", fmt::format("{:.1f} %", 100 * *lost_share_)}};
  }

 private:
  void free_all(Stream& stream) {
    pieces_.free(stream);
    larger_.free(stream);
  }

  /// What is wrong with one more round; empty where nothing is.
  std::string fault_in_a_round() {
    const std::unique_ptr<Stream> stream = backend_.make_stream();
    std::string fault;
    try {
      fault = look_at_a_round(*stream);
    } catch (...) {
      free_all(*stream);
      throw;
    }
    free_all(*stream);
    stream->synchronize();
    return fault;
  }

  std::string look_at_a_round(Stream& stream) {
    pieces_.allocate(stream);
    stream.synchronize();
    if (overlap(pieces_.extents())) return "two pieces of memory overlap";
    write_marks(pieces_, 0);
    const std::vector<Extent> holes = pieces_.extents(1, 2);
    pieces_.free(stream, 1, 2);
    larger_.allocate(stream);
    stream.synchronize();
    std::vector<Extent> held = pieces_.extents();
    const std::vector<Extent> larger = larger_.extents();
    held.insert(held.end(), larger.begin(), larger.end());
    if (overlap(held)) return "a larger piece overlaps one that was not freed";
    write_marks(larger_, pieces_.size());
    std::size_t freed = 0;
    for (const Extent& hole : holes) freed += hole.size;
    lost_share_ = 1 - static_cast<double>(bytes_within(larger, holes)) / static_cast<double>(freed);
    if (!holds_marks(pieces_, 0) || !holds_marks(larger_, pieces_.size()))
      return "a piece of memory does not hold what was written to its ends";
    return {};
  }

  void write_marks(const Pieces& pieces, std::size_t first) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (pieces.begin_of(i) == nullptr) continue;
      const Mark mark = mark_of(seed_, first + i);
      for (std::byte* const place : {pieces.begin_of(i), pieces.end_of(i)}) backend_.upload(place, mark);
    }
  }

  bool holds_marks(const Pieces& pieces, std::size_t first) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (pieces.begin_of(i) == nullptr) continue;
      for (const std::byte* const place : {pieces.begin_of(i), pieces.end_of(i)}) {
        Mark read{};
        backend_.download(read, place);
        if (read != mark_of(seed_, first + i)) return false;
      }
    }
    return true;
  }

  Backend& backend_;
  std::uint64_t seed_;
  std::unique_ptr<Allocator> allocator_;
  Pieces pieces_, larger_;
  std::uint64_t arrivals_ = 0;
  std::optional<double> lost_share_;  ///< Of the freed bytes: what no larger piece found its place in.
};

}  // namespace

std::unique_ptr<Trial> make_fragmentation_trial(std::unique_ptr<Allocator> allocator, std::size_t size_max,
                                                Context& context) {
  const FragmentationPattern pattern(size_max, context.seed);
  return std::make_unique<FragmentationTrial>(std::move(allocator), pattern, context);
}

}  // namespace gpubench

/// RotatingTrial: the same trial on several sets of buffers, used in turn.
#pragma once
#include <memory>
#include <vector>

#include "bench/api/trial.hpp"

namespace gpubench {

/// Application i since reset() is on set i mod k, so that none finds what the one before it touched: what a
/// cache keeps in spite of being evicted (lines, pages of its translation, rows that are open in memory) is
/// of other addresses. Work, timing and launches are those of one set, and a batch must be one application.
class RotatingTrial final : public Trial {
 public:
  /// Of one benchmark, axes and seed; at least one.
  explicit RotatingTrial(std::vector<std::unique_ptr<Trial>> sets);

  void reset() override;
  void enqueue(Stream& stream) override;
  /// Every set that was used is judged by the applications it had. The worst set's verdict, which says which
  /// one it is where it is wrong.
  Verdict verify(std::uint64_t applications) override;
  std::uint64_t applications_max() const override;
  Timing timing() const override { return sets_.front()->timing(); }
  std::uint64_t launches() const override { return sets_.front()->launches(); }
  /// Of the next application.
  std::vector<std::span<std::byte>> footprint() override { return sets_[next_]->footprint(); }
  std::vector<std::pair<std::string, std::string>> facts() const override;

 private:
  std::vector<std::unique_ptr<Trial>> sets_;
  std::size_t next_ = 0;
};

}  // namespace gpubench

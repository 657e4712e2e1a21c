#include "bench/native/fragmentation.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "bench/native/fragmentation_pattern.hpp"
#include "bench/native/fragmentation_trial.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kSizeMax = 65536;

std::size_t sum(const std::vector<std::size_t>& sizes) {
  return std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
}

TEST(FragmentationPattern, TheSeedShufflesTheSameSizes) {
  FragmentationPattern one(kSizeMax, 1), same(kSizeMax, 1), two(kSizeMax, 2);
  EXPECT_EQ(one.pieces, same.pieces);
  EXPECT_NE(one.pieces, two.pieces);
  std::ranges::sort(one.pieces);
  std::ranges::sort(two.pieces);
  EXPECT_EQ(one.pieces, two.pieces);
  EXPECT_EQ(one.pieces.front(), kSizeMax / 256);
  EXPECT_EQ(one.pieces.back(), kSizeMax);
}

TEST(FragmentationPattern, LargerPiecesAskForWhatWasFreed) {
  const FragmentationPattern pattern(kSizeMax, 3);
  ASSERT_EQ(pattern.larger.size(), pattern.pieces.size() / 4);
  std::size_t freed = 0;
  for (std::size_t i = 1; i < pattern.pieces.size(); i += 2) freed += pattern.pieces[i];
  EXPECT_EQ(sum(pattern.larger), freed);
}

TEST(FragmentationPattern, BytesWithinHolesAreCountedToTheByte) {
  EXPECT_EQ(bytes_within({{100, 10}}, {{90, 10}, {110, 5}}), 0U) << "they touch";
  EXPECT_EQ(bytes_within({{100, 10}}, {{90, 11}, {109, 5}}), 2U);
  EXPECT_EQ(bytes_within({{100, 10}, {200, 10}}, {{0, 1000}}), 20U);
}

TEST(FragmentationPattern, PiecesThatTouchDoNotOverlap) {
  EXPECT_FALSE(overlap({{110, 5}, {100, 10}}));
  EXPECT_TRUE(overlap({{109, 5}, {100, 10}}));
}

enum class Fault { none, no_memory, one_place_for_all, forgets };

/// Pieces one after another from a region of its own, never used again; and its faults.
class Region final : public Allocator {
 public:
  explicit Region(Fault fault) : fault_(fault) {}
  ~Region() override { EXPECT_TRUE(held_.empty()) << held_.size() << " pieces were not freed"; }
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;

  std::byte* allocate(std::size_t size, Stream&) override {
    if (fault_ == Fault::no_memory && held_.size() == 100) return nullptr;
    std::byte* const data = memory_.data() + used_;
    if (fault_ != Fault::one_place_for_all) used_ += size;
    if (fault_ == Fault::forgets && held_.size() == 150) std::fill_n(memory_.data(), 8, std::byte{0});
    held_.insert(data);
    return data;
  }
  void free(std::byte* data, Stream&) override {
    held_.erase(held_.find(data));
    if (held_.empty()) used_ = 0;
  }

 private:
  Fault fault_;
  std::vector<std::byte> memory_ = std::vector<std::byte>(std::size_t{64} << 20);
  std::size_t used_ = 0;
  std::multiset<std::byte*> held_;
};

struct Bench {
  explicit Bench(Fault fault)
      : trial(make_fragmentation_trial(std::make_unique<Region>(fault), kSizeMax, context)) {}

  test::PlainBackend backend;
  Context context{backend, {}, nullptr, 5};
  std::unique_ptr<Trial> trial;
  test::PlainStream stream;
};

TEST(Fragmentation, IsWrongBeforeItHasRunAndRightAfter) {
  Bench bench(Fault::none);
  bench.trial->reset();
  EXPECT_EQ(bench.trial->verify(1).correctness, Correctness::wrong);
  bench.trial->enqueue(bench.stream);
  bench.trial->enqueue(bench.stream);
  EXPECT_EQ(bench.trial->verify(2).correctness, Correctness::identical) << bench.trial->verify(2).detail;
  EXPECT_EQ(bench.trial->verify(1).correctness, Correctness::wrong);
  bench.trial->reset();
  EXPECT_EQ(bench.trial->verify(1).correctness, Correctness::wrong);
}

TEST(Fragmentation, AnAllocatorThatNeverUsesAHoleAgainLosesAllOfThem) {
  Bench bench(Fault::none);
  bench.trial->reset();
  EXPECT_EQ(bench.trial->facts().front().second, "unknown");
  bench.trial->enqueue(bench.stream);
  static_cast<void>(bench.trial->verify(1));
  EXPECT_EQ(bench.trial->facts().front(),
            (std::pair<std::string, std::string>{"freed_not_reused", "100.0 %"}));
}

TEST(Fragmentation, MemoryThatIsGivenTwiceIsFound) {
  Bench bench(Fault::one_place_for_all);
  bench.trial->reset();
  bench.trial->enqueue(bench.stream);
  EXPECT_EQ(bench.trial->verify(1).detail, "two pieces of memory overlap");
}

TEST(Fragmentation, MemoryThatForgetsIsFound) {
  Bench bench(Fault::forgets);
  bench.trial->reset();
  bench.trial->enqueue(bench.stream);
  EXPECT_EQ(bench.trial->verify(1).detail, "a piece of memory does not hold what was written to its ends");
}

TEST(Fragmentation, WhereMemoryEndsAllOfItIsGivenBack) {
  Bench bench(Fault::no_memory);
  bench.trial->reset();
  EXPECT_THROW(bench.trial->enqueue(bench.stream), std::bad_alloc);
}

TEST(Fragmentation, CountsAnOperationForEachAllocationAndEachEnd) {
  const auto benchmark =
      fragmentation_benchmark({.backend = "host",
                               .allocators = {{"a", [] { return std::unique_ptr<Allocator>(); }, Seconds(1)},
                                              {"b", [] { return std::unique_ptr<Allocator>(); }, Seconds(2)}},
                               .size_max = 64_KiB});
  const auto quick = benchmark->points(Profile::quick, {});
  ASSERT_EQ(quick.size(), 1U);
  EXPECT_EQ(quick[0].to_string(), "allocator=a size_max=64KiB");
  EXPECT_EQ(benchmark->points(Profile::standard, {}).size(), 2U);
  EXPECT_EQ(benchmark->work(quick[0], {}).operations, 640);
  EXPECT_EQ(benchmark->memory_needed(quick[0], {}).count, 2 * sum(FragmentationPattern(kSizeMax, 9).pieces));
}

}  // namespace
}  // namespace gpubench

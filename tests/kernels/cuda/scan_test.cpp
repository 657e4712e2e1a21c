#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/support/simt/simt.hpp"
// The kernels after the words they are made of.
#include "kernels/cuda/scan.cuh"
#include "tests/support/aligned_vector.hpp"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
class CudaScan : public testing::Test {
 protected:
  using Vector = test::AlignedVector<T>;

  static Vector integers(std::size_t count) {
    Vector x(count);
    for (std::size_t i = 0; i < count; ++i) x[i] = static_cast<T>(static_cast<int>(i % 7) - 2);
    return x;
  }

  /// As kernels/cuda/scan.cu launches it.
  static Vector scan_simt(const Vector& in, simt::Order order) {
    Vector out(in.size(), -77);
    std::vector<unsigned long long> states(scan_states(in.size()), ~0ULL);
    const ScanArguments<T> arguments{in.data(), out.data(), in.size(), states.data(), states.size()};
    simt::launch(2, kScanThreads, 0, order, [&] { scan_prepare(arguments); });
    const auto tiles = static_cast<unsigned>(states.size() - 1);
    simt::launch(tiles, kScanThreads, 0, order, [&] { scan_tiles(arguments); });
    return out;
  }

  static Vector scan_host(const Vector& in) {
    Vector out(in.size(), -77);
    kernels::scan(ScanArguments<T>{in.data(), out.data(), in.size(), nullptr, 0, 1});
    return out;
  }

  /// What a warp finds that stands at a tile behind these words.
  static std::vector<T> look_back_simt(std::vector<unsigned long long> words) {
    std::vector<T> found(kWarpThreads, -77);
    simt::launch(1, kWarpThreads, 0, simt::Order::reversed(),
                 [&] { found[threadIdx.x] = look_back<T>(words.data(), words.size()); });
    return found;
  }

  static unsigned long long word(TileState state, int value) {
    unsigned long long word = 0;
    say(&word, state, static_cast<T>(value));
    return word;
  }
};
using Types = testing::Types<std::int32_t, float>;
TYPED_TEST_SUITE(CudaScan, Types);

TYPED_TEST(CudaScan, EveryPrefixIsItsHostTwinsAtEverySizeInEveryOrder) {
  for (const std::size_t count : {std::size_t{1}, std::size_t{31}, std::size_t{33}, std::size_t{129},
                                  kScanTile - 1, kScanTile, kScanTile + 1, 5 * kScanTile + 1030}) {
    const auto in = this->integers(count);
    const auto want = this->scan_host(in);
    for (const simt::Order order : simt::orders()) {
      EXPECT_EQ(this->scan_simt(in, order), want) << count;
    }
  }
}

TYPED_TEST(CudaScan, LookingBackAddsOwnSumsDownToTheNearestTileThatKnowsAll) {
  // All before tile 3 is 1000; what lies before it must not be added again.
  for (const std::size_t tiles : {5u, 35u, 36u, 37u, 100u}) {
    std::vector<unsigned long long> words(tiles, this->word(TileState::own, 3));
    words[0] = this->word(TileState::all, 7);
    words[3] = this->word(TileState::all, 1000);
    const auto want = static_cast<TypeParam>(1000 + 3 * (tiles - 4));
    for (const TypeParam found : this->look_back_simt(words)) EXPECT_EQ(found, want) << tiles;
  }
}

TYPED_TEST(CudaScan, NothingLiesBeforeTheFirstTile) {
  for (const TypeParam found : this->look_back_simt({})) EXPECT_EQ(found, 0);
}

}  // namespace
}  // namespace gpubench::kernels::cuda

/// Gather, scatter, random updates and reads of single words of every size against their twins.
#include <algorithm>
#include <numeric>

#include "kernels/cuda/random_access.hpp"
#include "kernels/cuda/word_read.hpp"
#include "kernels/host/random_access.hpp"
#include "kernels/host/word_read.hpp"
#include "tests/gpu/kernel_on_gpu.hpp"

namespace gpubench::kernels {
namespace {

class AccessOnGpu : public test::KernelOnGpu {
 protected:
  /// A permutation without fixed order: multiplication by a prime that divides no size, shifted.
  static std::vector<std::uint32_t> permutation(std::size_t count) {
    std::vector<std::uint32_t> index(count);
    for (std::size_t i = 0; i < count; ++i) {
      index[i] = static_cast<std::uint32_t>((i * 7919 + count / 3) % count);
    }
    return index;
  }

  template <class T>
  using Copy = void (*)(const IndexedCopyArguments<T>&);
  template <class T>
  using Launch = void (*)(void*, const IndexedCopyArguments<T>&);

  template <class T>
  void check_copy(Copy<T> host, Launch<T> device, std::size_t count) {
    const std::vector<std::uint32_t> index = permutation(count);
    std::vector<T> in(count), want(count + 1, T(-77));
    std::iota(in.begin(), in.end(), T(1));
    host({want.data(), in.data(), index.data(), count});
    const auto on_index = on_device(index);
    const Array<T> on_in = on_device(in), out = on_device(std::vector<T>(count + 1, T(-77)));
    run([&](void* stream) { device(stream, {out.data(), on_in.data(), on_index.data(), count}); });
    expect_same(out.download(), want);
  }

  using Read = void (*)(const WordReadArguments&);
  using ReadLaunch = void (*)(void*, const WordReadArguments&);

  void check_read(Read host, ReadLaunch device, std::size_t count, std::size_t stride, std::size_t parts) {
    std::vector<std::uint32_t> data(count), want(parts + 1, 77);
    for (std::size_t i = 0; i < count; ++i) data[i] = static_cast<std::uint32_t>(i * 2654435761U);
    const auto on_data = on_device(data), sums = on_device(want);
    WordReadArguments arguments{data.data(), count, want.data(), parts, 3, stride};
    host(arguments);
    arguments.data = on_data.data();
    arguments.sums = sums.data();
    run([&](void* stream) { device(stream, arguments); });
    expect_same(sums.download(), want);
  }
};

TEST_F(AccessOnGpu, GatherAndScatterAreTheirHostTwins) {
  for (const std::size_t size : kSizes) {
    SCOPED_TRACE(size);
    check_copy<float>(gather, cuda::gather, size);
    check_copy<double>(gather, cuda::gather, size);
    check_copy<float>(scatter, cuda::scatter, size);
    check_copy<double>(scatter, cuda::scatter, size);
  }
}

TEST_F(AccessOnGpu, RandomUpdatesAreAllInTheTable) {
  for (const std::size_t updates : kSizes) {
    SCOPED_TRACE(updates);
    std::vector<unsigned long long> want(1024, 5);
    const auto table = on_device(want);
    random_update({want.data(), want.size(), updates, 42});
    run([&](void* stream) { cuda::random_update(stream, {table.data(), want.size(), updates, 42}); });
    expect_same(table.download(), want);
  }
}

TEST_F(AccessOnGpu, ReadsOfWordsAreTheirHostTwins) {
  for (const std::size_t size : kSizes) {
    SCOPED_TRACE(size);
    for (const std::size_t stride : {1, 2, 32, 1000}) {
      check_read(strided_read, cuda::strided_read, size, stride, 7);
    }
    check_read(resident_read, cuda::resident_read, size / 4 * 4 + 4, 1, 7);
  }
  check_read(shared_read, cuda::shared_read, kSharedReadWords, 1, 7);
}

}  // namespace
}  // namespace gpubench::kernels

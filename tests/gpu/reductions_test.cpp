/// Reduce, scan, histogram and sparse products of every size against their twins, to the last bit.
#include "kernels/cuda/histogram.hpp"
#include "kernels/cuda/reduce.hpp"
#include "kernels/cuda/scan.hpp"
#include "kernels/cuda/spmv.hpp"
#include "kernels/host/histogram.hpp"
#include "kernels/host/reduce.hpp"
#include "kernels/host/scan.hpp"
#include "kernels/host/spmv.hpp"
#include "tests/gpu/kernel_on_gpu.hpp"

namespace gpubench::kernels {
namespace {

class ReductionsOnGpu : public test::KernelOnGpu {
 protected:
  template <class T>
  void check_reduce(std::size_t count) {
    const std::vector<T> x = integers<T>(count);
    std::vector<T> partials(kReducePartials), want{-77, -77};
    reduce(ReduceArguments<T>{x.data(), count, partials.data(), want.data()});
    const Array<T> in = on_device(x), sums = on_device(partials), sum = on_device(std::vector<T>{-77, -77});
    run([&](void* stream) {
      cuda::reduce(stream, ReduceArguments<T>{in.data(), count, sums.data(), sum.data()});
    });
    expect_same(sum.download(), want);
  }

  template <class T>
  void check_scan(std::size_t count) {
    const std::vector<T> x = integers<T>(count);
    std::vector<T> want(count + 1, T(-77));
    scan(ScanArguments<T>{x.data(), want.data(), count});
    const Array<T> in = on_device(x), out = on_device(std::vector<T>(count + 1, T(-77)));
    // Not zero, since nothing but the kernel itself may count on what they were.
    const auto states = on_device(std::vector<unsigned long long>(scan_states(count), ~0ULL));
    const ScanArguments<T> arguments{in.data(), out.data(), count, states.data(), states.size()};
    run([&](void* stream) {
      for (int application = 0; application < 3; ++application) cuda::scan(stream, arguments);
    });
    expect_same(out.download(), want);
  }

  template <class T>
  void check_histogram(std::size_t count, bool skewed) {
    std::vector<T> values(count);
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = skewed && i % 2 == 0 ? T(0) : static_cast<T>(i * i * 2654435761U >> 7);
    }
    std::vector<std::int32_t> want(kHistogramBins<T> + 1, -77);
    histogram(HistogramArguments<T>{values.data(), count, want.data()});
    const Array<T> in = on_device(values);
    const auto bins = on_device(std::vector<std::int32_t>(want.size(), -77));
    run([&](void* stream) { cuda::histogram(stream, HistogramArguments<T>{in.data(), count, bins.data()}); });
    expect_same(bins.download(), want);
  }

  /// Rows of 0, 1, 2 .. 40 entries in turn, and one that is longer than a block.
  template <class T>
  void check_spmv(std::size_t rows) {
    std::vector<std::int32_t> starts{0};
    for (std::size_t row = 0; row < rows; ++row) {
      starts.push_back(starts.back() + (row == rows / 2 ? 3001 : static_cast<std::int32_t>(row % 41)));
    }
    const auto entries = static_cast<std::size_t>(starts.back());
    std::vector<std::int32_t> columns(entries);
    for (std::size_t i = 0; i < entries; ++i) {
      columns[i] = static_cast<std::int32_t>(i * 2654435761U % rows);
    }
    const std::vector<T> values = integers<T>(entries), x = integers<T>(rows, 5);
    std::vector<T> want(rows + 1, T(-77));
    spmv(SpmvArguments<T>{starts.data(), columns.data(), values.data(), x.data(), want.data(), rows});
    const auto on_starts = on_device(starts), on_columns = on_device(columns);
    const Array<T> on_values = on_device(values), on_x = on_device(x),
                   y = on_device(std::vector<T>(rows + 1, T(-77)));
    run([&](void* stream) {
      cuda::spmv(stream, SpmvArguments<T>{on_starts.data(), on_columns.data(), on_values.data(), on_x.data(),
                                          y.data(), rows});
    });
    expect_same(y.download(), want);
  }
};

TEST_F(ReductionsOnGpu, ReduceIsItsHostTwins) {
  for (const std::size_t size : kSizes) {
    SCOPED_TRACE(size);
    check_reduce<float>(size);
    check_reduce<double>(size);
  }
}

TEST_F(ReductionsOnGpu, ScanIsItsHostTwinsThreeTimesOver) {
  for (const std::size_t size : kSizes) {
    SCOPED_TRACE(size);
    check_scan<std::int32_t>(size);
    check_scan<float>(size);
  }
  check_scan<std::int32_t>(40 * kScanTile);  // Whole tiles, more than one look back takes.
}

TEST_F(ReductionsOnGpu, HistogramIsItsHostTwins) {
  for (const std::size_t size : kSizes) {
    for (const bool skewed : {false, true}) {
      SCOPED_TRACE(testing::Message() << size << " skewed " << skewed);
      check_histogram<std::uint8_t>(size, skewed);
      check_histogram<std::uint16_t>(size, skewed);
    }
  }
}

TEST_F(ReductionsOnGpu, SpmvIsItsHostTwins) {
  for (const std::size_t size : kSizes) {
    SCOPED_TRACE(size);
    check_spmv<float>(size);
    check_spmv<double>(size);
  }
}

}  // namespace
}  // namespace gpubench::kernels

#include "kernels/host/histogram.hpp"

#include <omp.h>

#include <cstring>
#include <vector>

#include "kernels/host/part.hpp"

namespace gpubench::kernels {
namespace {

/// Tables a thread counts into in turn: an addition to a bin waits for the last one to the same bin, some
/// five cycles, which values that repeat would show. Of 16-bit values two, since more would leave the
/// second-level cache.
template <class T>
constexpr std::size_t kTables = sizeof(T) == 1 ? 8 : 2;

/// Eight bytes of values a load, taken apart in registers: the additions then have the load ports alone.
template <class T>
void count_part(const T* values, Part part, std::int32_t* tables) {
  constexpr std::size_t values_a_word = sizeof(std::uint64_t) / sizeof(T);
  std::size_t i = part.begin;
  for (; i + values_a_word <= part.end; i += values_a_word) {
    std::uint64_t word;
    std::memcpy(&word, values + i, sizeof word);
    for (std::size_t k = 0; k < values_a_word; ++k) {
      const auto value = static_cast<T>(word >> (8 * sizeof(T) * k));
      ++tables[k % kTables<T> * kHistogramBins<T> + value];
    }
  }
  for (; i < part.end; ++i) ++tables[values[i]];
}

template <class T>
void run_histogram(const HistogramArguments<T>& a) {
  constexpr std::size_t bins = kHistogramBins<T>, own = bins * kTables<T>;
  std::vector<std::int32_t> tables;
#pragma omp parallel num_threads(a.threads)
  {
    const int thread = omp_get_thread_num(), threads = omp_get_num_threads();
#pragma omp single
    tables.resize(own * static_cast<std::size_t>(threads));
    count_part(a.values, part_of(a.count, 64 / sizeof(T), thread, threads),
               tables.data() + own * static_cast<std::size_t>(thread));
#pragma omp barrier
    const Part share = part_of(bins, 64 / sizeof(std::int32_t), thread, threads);
    for (std::size_t bin = share.begin; bin < share.end; ++bin) {
      std::int32_t sum = 0;
      for (std::size_t table = bin; table < tables.size(); table += bins) sum += tables[table];
      a.bins[bin] = sum;
    }
  }
}

}  // namespace

void histogram(const HistogramArguments<std::uint8_t>& arguments) {
  run_histogram(arguments);
}
void histogram(const HistogramArguments<std::uint16_t>& arguments) {
  run_histogram(arguments);
}

}  // namespace gpubench::kernels

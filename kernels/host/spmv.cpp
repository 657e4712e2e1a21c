#include "kernels/host/spmv.hpp"

#include <omp.h>

#include <algorithm>

namespace gpubench::kernels {
namespace {

/// The first row of a thread: where the entries of all rows before are its share, so that long rows do not
/// make one thread late.
template <class T>
std::size_t first_row(const SpmvArguments<T>& a, int thread, int threads) {
  if (thread == threads) return a.rows;
  const std::int64_t entries = a.starts[a.rows];
  const auto share = static_cast<std::int32_t>(entries * thread / threads);
  return static_cast<std::size_t>(std::lower_bound(a.starts, a.starts + a.rows, share) - a.starts);
}

template <class T>
void run_spmv(const SpmvArguments<T>& a) {
#pragma omp parallel num_threads(a.threads)
  {
    const int thread = omp_get_thread_num(), threads = omp_get_num_threads();
    const std::size_t end = first_row(a, thread + 1, threads);
    for (std::size_t row = first_row(a, thread, threads); row < end; ++row) {
      T sum = 0;
      for (std::int32_t i = a.starts[row]; i < a.starts[row + 1]; ++i) {
        sum += a.values[i] * a.x[a.columns[i]];
      }
      a.y[row] = sum;
    }
  }
}

}  // namespace

void spmv(const SpmvArguments<float>& arguments) {
  run_spmv(arguments);
}
void spmv(const SpmvArguments<double>& arguments) {
  run_spmv(arguments);
}

}  // namespace gpubench::kernels

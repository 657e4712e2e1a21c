#include "kernels/host/pattern.hpp"

#include <algorithm>

#include "kernels/host/pattern_bits.hpp"

namespace gpubench::kernels {
namespace {

template <class T>
void fill(const PatternFillArguments<T>& x) {
#pragma omp parallel for num_threads(x.threads) schedule(static)
  for (std::size_t i = 0; i < x.count; ++i) x.data[i] = x.values[i % x.period];
}

template <class T>
void check(const PatternCheckArguments<T>& x) {
#pragma omp parallel num_threads(x.threads)
  {
    PatternFindings found = kNothingFound;
#pragma omp for schedule(static)
    for (std::size_t i = 0; i < x.count; ++i) find_in_element(found, i, x.data[i], x.values[i % x.period]);
#pragma omp critical(pattern_check)
    {
      x.findings->first_difference = std::min(x.findings->first_difference, found.first_difference);
      x.findings->digest_first += found.digest_first;
      x.findings->digest_second += found.digest_second;
    }
  }
}

}  // namespace

void pattern_fill(const PatternFillArguments<float>& arguments) {
  fill(arguments);
}
void pattern_fill(const PatternFillArguments<double>& arguments) {
  fill(arguments);
}
void pattern_check(const PatternCheckArguments<float>& arguments) {
  check(arguments);
}
void pattern_check(const PatternCheckArguments<double>& arguments) {
  check(arguments);
}

}  // namespace gpubench::kernels

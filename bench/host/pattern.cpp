#include "bench/host/pattern.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <random>

#include "kernels/host/part.hpp"

namespace gpubench {

template <class T>
Pattern<T>::Pattern(const std::function<double(std::size_t)>& value) : values_(kPatternPeriod) {
  for (std::size_t j = 0; j < kPatternPeriod; ++j) values_[j] = static_cast<T>(value(j));
}

template <class T>
void Pattern<T>::fill(T* data, std::size_t count, int threads) const {
#pragma omp parallel num_threads(threads)
  {
    const kernels::Part part =
        kernels::part_of(count, 64 / sizeof(T), omp_get_thread_num(), omp_get_num_threads());
    for (std::size_t i = part.begin; i < part.end;) {
      const std::size_t place = i % kPatternPeriod;
      const std::size_t run = std::min(kPatternPeriod - place, part.end - i);
      std::memcpy(data + i, values_.data() + place, run * sizeof(T));
      i += run;
    }
  }
}

template <class T>
std::optional<std::size_t> Pattern<T>::first_difference(const T* data, std::size_t count, int threads) const {
  std::atomic<std::size_t> first{count};
#pragma omp parallel num_threads(threads)
  {
    const kernels::Part part =
        kernels::part_of(count, 64 / sizeof(T), omp_get_thread_num(), omp_get_num_threads());
    for (std::size_t i = part.begin; i < part.end;) {
      const std::size_t place = i % kPatternPeriod;
      const std::size_t run = std::min(kPatternPeriod - place, part.end - i);
      if (std::memcmp(data + i, values_.data() + place, run * sizeof(T)) != 0) {
        while (std::memcmp(data + i, values_.data() + i % kPatternPeriod, sizeof(T)) == 0) ++i;
        for (std::size_t known = first; i < known && !first.compare_exchange_weak(known, i);) continue;
        break;
      }
      i += run;
    }
  }
  if (first == count) return std::nullopt;
  return first.load();
}

template class Pattern<float>;
template class Pattern<double>;

std::vector<int> small_integers(std::uint64_t seed, std::uint64_t tensor) {
  // The engine's output is fixed by the standard, unlike the library's distributions.
  std::mt19937_64 engine(seed + tensor * 0x9e3779b97f4a7c15);
  std::vector<int> values(kPatternPeriod);
  for (int& value : values) value = static_cast<int>(engine() % 7) - 3;
  return values;
}

}  // namespace gpubench

#include "bench/host/pattern.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <span>

#include "bench/numerics/inputs.hpp"
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

std::vector<std::int32_t> small_integers(std::uint64_t seed, std::uint32_t tensor) {
  std::vector<std::int32_t> values(kPatternPeriod);
  fill_inputs(std::span(values), Family::exact, seed, tensor);
  return values;
}

}  // namespace gpubench

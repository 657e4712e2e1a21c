#include "kernels/host/evict.hpp"

#include <cpuid.h>
#include <immintrin.h>
#include <omp.h>

#include "kernels/host/part.hpp"

namespace gpubench::kernels {
namespace {

constexpr std::size_t kLine = 64;

__attribute__((target("clflushopt"))) void flush_part(std::byte* memory, Part part) {
  for (std::size_t i = part.begin; i < part.end; i += kLine) _mm_clflushopt(memory + i);
  if (part.begin < part.end)
    _mm_clflushopt(memory + part.end - 1);  // An unaligned start leaves one more line.
  _mm_sfence();
}

}  // namespace

bool can_flush_lines() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  // Intel SDM volume 2, CPUID: leaf 7, EBX bit 23. clang 14's __builtin_cpu_supports does not know the name.
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b >> 23 & 1) != 0;
}

void flush_lines(const std::byte* memory, std::size_t size, int threads) {
#pragma omp parallel num_threads(threads)
  flush_part(const_cast<std::byte*>(memory),
             part_of(size, kLine, omp_get_thread_num(), omp_get_num_threads()));
}

}  // namespace gpubench::kernels

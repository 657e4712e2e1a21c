#include "kernels/host/random_access.hpp"

namespace gpubench::kernels {
namespace {

template <class T>
void run_gather(const IndexedCopyArguments<T>& x) {
#pragma omp parallel for num_threads(x.threads) schedule(static)
  for (std::size_t i = 0; i < x.count; ++i) x.out[i] = x.in[x.index[i]];
}

template <class T>
void run_scatter(const IndexedCopyArguments<T>& x) {
#pragma omp parallel for num_threads(x.threads) schedule(static)
  for (std::size_t i = 0; i < x.count; ++i) x.out[x.index[i]] = x.in[i];
}

}  // namespace

void random_update(const RandomUpdateArguments& x) {
#pragma omp parallel for num_threads(x.threads) schedule(static)
  for (std::uint64_t i = 0; i < x.updates; ++i) {
    const std::uint64_t word = random_word(x.seed, i);
    unsigned long long& place = x.table[word & (x.places - 1)];
#pragma omp atomic
    place += word;
  }
}

void gather(const IndexedCopyArguments<float>& arguments) {
  run_gather(arguments);
}
void gather(const IndexedCopyArguments<double>& arguments) {
  run_gather(arguments);
}
void scatter(const IndexedCopyArguments<float>& arguments) {
  run_scatter(arguments);
}
void scatter(const IndexedCopyArguments<double>& arguments) {
  run_scatter(arguments);
}

}  // namespace gpubench::kernels

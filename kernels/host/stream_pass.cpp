#include "kernels/host/stream_pass.hpp"

#include "kernels/host/stream_value.hpp"

namespace gpubench::kernels {
namespace {

template <StreamOperation operation, class T>
T value_at(const StreamPassArguments<T>& x, std::size_t i) {
  const T a = reads_a(operation) ? x.a[i] : T{0};
  const T b = reads_b(operation) ? x.b[i] : T{0};
  const T c = reads_c(operation) ? x.c[i] : T{0};
  return stream_value<operation>(a, b, c, x.scalar);
}

template <StreamOperation operation, class T>
void map(const StreamPassArguments<T>& x) {
#pragma omp parallel for num_threads(x.threads) schedule(static)
  for (std::size_t i = 0; i < x.count; ++i) x.a[i] = value_at<operation>(x, i);
}

template <StreamOperation operation, class T>
void sum(const StreamPassArguments<T>& x) {
  constexpr std::size_t tile = kStreamTileBytes / sizeof(T);
#pragma omp parallel for num_threads(x.threads) schedule(static)
  for (std::size_t part = 0; part < x.parts; ++part) {
    double total = 0;
    for (std::size_t first = part * tile; first < x.count; first += x.parts * tile) {
      const std::size_t end = x.count - first < tile ? x.count : first + tile;
      for (std::size_t i = first; i < end; ++i) total += static_cast<double>(value_at<operation>(x, i));
    }
    x.sums[part] = total;
  }
}

template <class T>
void run(const StreamPassArguments<T>& x) {
  with_operation(x.operation, [&]<StreamOperation operation>() {
    if constexpr (is_sum(operation)) {
      sum<operation>(x);
    } else {
      map<operation>(x);
    }
  });
}

}  // namespace

void stream_pass(const StreamPassArguments<float>& arguments) {
  run(arguments);
}
void stream_pass(const StreamPassArguments<double>& arguments) {
  run(arguments);
}

}  // namespace gpubench::kernels

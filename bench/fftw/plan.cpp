#include "bench/fftw/plan.hpp"

#include <fftw3.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <vector>

#include "bench/fft/fft.hpp"

namespace gpubench {
namespace {

/// The two libraries of FFTW by one name.
template <class T>
struct Fftw;

template <>
struct Fftw<double> {
  using Plan = fftw_plan;
  using Complex = fftw_complex;
  static constexpr auto init_threads = fftw_init_threads;
  static constexpr auto use_threads = fftw_plan_with_nthreads;
  static constexpr auto make = fftw_plan_many_dft;
  static constexpr auto execute = fftw_execute_dft;
  static constexpr auto destroy = fftw_destroy_plan;
};

template <>
struct Fftw<float> {
  using Plan = fftwf_plan;
  using Complex = fftwf_complex;
  static constexpr auto init_threads = fftwf_init_threads;
  static constexpr auto use_threads = fftwf_plan_with_nthreads;
  static constexpr auto make = fftwf_plan_many_dft;
  static constexpr auto execute = fftwf_execute_dft;
  static constexpr auto destroy = fftwf_destroy_plan;
};

template <class T>
struct DestroyPlan {
  void operator()(std::remove_pointer_t<typename Fftw<T>::Plan>* plan) const noexcept {
    Fftw<T>::destroy(plan);
  }
};
template <class T>
using Handle = std::unique_ptr<std::remove_pointer_t<typename Fftw<T>::Plan>, DestroyPlan<T>>;

template <class T>
Handle<T> make_handle(const FftShape& shape, int sign) {
  using Complex = typename Fftw<T>::Complex;
  // An estimating planner looks at the addresses' alignment, which is that of every Memory, and at no
  // element.
  alignas(64) std::array<Complex, 8> in{};
  alignas(64) std::array<Complex, 8> out{};
  const std::vector<int> sizes(static_cast<std::size_t>(shape.dimensions), static_cast<int>(shape.size));
  const int points = static_cast<int>(shape.points()), batch = static_cast<int>(shape.batch);
  Handle<T> plan(Fftw<T>::make(shape.dimensions, sizes.data(), batch, in.data(), nullptr, 1, points,
                               out.data(), nullptr, 1, points, sign, FFTW_ESTIMATE | FFTW_PRESERVE_INPUT));
  if (!plan) {
    throw std::runtime_error(
        fmt::format("fftw: fftw_plan_many_dft: no plan for dimensions={} size={} batch={}", shape.dimensions,
                    shape.size, shape.batch));
  }
  return plan;
}

/// Before anything else of the library, once.
template <class T>
void start_threads(int threads) {
  static const bool started = Fftw<T>::init_threads() != 0;
  if (!started) throw std::runtime_error("fftw: fftw_init_threads: no threads can be made");
  Fftw<T>::use_threads(threads);
}

template <class T>
class FftwPlan final : public FftPlan {
 public:
  FftwPlan(const FftShape& shape, int threads) : threads_(threads) {
    start_threads<T>(threads);
    forward_ = make_handle<T>(shape, FFTW_FORWARD);
    inverse_ = make_handle<T>(shape, FFTW_BACKWARD);
  }

  void enqueue(Stream&, FftDirection direction, void* in, void* out) override {
    using Complex = typename Fftw<T>::Complex;
    const auto& plan = direction == FftDirection::forward ? forward_ : inverse_;
    Fftw<T>::execute(plan.get(), static_cast<Complex*>(in), static_cast<Complex*>(out));
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(threads_)}, {"planning", "estimated"}};
  }

 private:
  int threads_;
  Handle<T> forward_, inverse_;
};

std::unique_ptr<FftPlan> make_plan(DataType type, const FftShape& shape, Context& context) {
  if (shape.batch * shape.points() > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) {
    throw std::runtime_error("fftw: more points than an int counts; choose a smaller size or batch");
  }
  const int threads = context.machine.threads;
  if (type == DataType::f64) return std::make_unique<FftwPlan<double>>(shape, threads);
  return std::make_unique<FftwPlan<float>>(shape, threads);
}

}  // namespace

std::unique_ptr<Benchmark> make_fftw_benchmark() {
  return make_fft_benchmark({.backend = "host", .api = "FFTW 3", .make_plan = make_plan});
}

}  // namespace gpubench

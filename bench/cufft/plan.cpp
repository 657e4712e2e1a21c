#include "bench/cufft/plan.hpp"

#include <cufft.h>
#include <fmt/format.h>

#include <vector>

#include "bench/api/array.hpp"
#include "bench/cufft/check.hpp"
#include "bench/fft/fft.hpp"

namespace gpubench {
namespace {

class CufftHandle {
 public:
  CufftHandle() { check_cufft(cufftCreate(&handle_), "cufftCreate"); }
  ~CufftHandle() { cufftDestroy(handle_); }
  CufftHandle(const CufftHandle&) = delete;
  CufftHandle& operator=(const CufftHandle&) = delete;
  cufftHandle get() const { return handle_; }

 private:
  cufftHandle handle_ = 0;
};

/// One plan serves both directions. Its workspace is the trial's, so that it is counted and freed with it.
class CufftPlan final : public FftPlan {
 public:
  CufftPlan(DataType type, const FftShape& shape, Backend& backend) : type_(type) {
    check_cufft(cufftSetAutoAllocation(plan_.get(), 0), "cufftSetAutoAllocation");
    std::vector<long long> sizes(static_cast<std::size_t>(shape.dimensions),
                                 static_cast<long long>(shape.size));
    std::size_t workspace = 0;
    const auto points = static_cast<long long>(shape.points());
    check_cufft(cufftMakePlanMany64(plan_.get(), shape.dimensions, sizes.data(), nullptr, 1, points, nullptr,
                                    1, points, type == DataType::f64 ? CUFFT_Z2Z : CUFFT_C2C,
                                    static_cast<long long>(shape.batch), &workspace),
                "cufftMakePlanMany64");
    if (workspace > 0) {
      workspace_ = Array<std::byte>(backend, workspace);
      check_cufft(cufftSetWorkArea(plan_.get(), workspace_.data()), "cufftSetWorkArea");
    }
  }

  void enqueue(Stream& stream, FftDirection direction, void* in, void* out) override {
    check_cufft(cufftSetStream(plan_.get(), static_cast<cudaStream_t>(stream.native())), "cufftSetStream");
    const int sign = direction == FftDirection::forward ? CUFFT_FORWARD : CUFFT_INVERSE;
    if (type_ == DataType::f64) {
      check_cufft(cufftExecZ2Z(plan_.get(), static_cast<cufftDoubleComplex*>(in),
                               static_cast<cufftDoubleComplex*>(out), sign),
                  "cufftExecZ2Z");
    } else {
      check_cufft(
          cufftExecC2C(plan_.get(), static_cast<cufftComplex*>(in), static_cast<cufftComplex*>(out), sign),
          "cufftExecC2C");
    }
  }

  /// Its documentation says nothing of it, and what is not known is not promised.
  bool promises_identical_repeats() const override { return false; }
  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"workspace", fmt::format("{} B", workspace_.size())}, {"promise", "none is documented"}};
  }

 private:
  DataType type_;
  Array<std::byte> workspace_;
  CufftHandle plan_;
};

std::unique_ptr<FftPlan> make_plan(DataType type, const FftShape& shape, Context& context) {
  return std::make_unique<CufftPlan>(type, shape, context.backend);
}

}  // namespace

std::unique_ptr<Benchmark> make_cufft_benchmark() {
  return make_fft_benchmark({.backend = "cuda", .api = "cuFFT", .make_plan = make_plan});
}

}  // namespace gpubench

#include "bench/cuda/fma_peak.hpp"

#include <array>
#include <optional>
#include <string_view>

#include "bench/cuda/fma_trial.hpp"

namespace gpubench {
namespace {

using kernels::cuda::FmaType;
using kernels::cuda::TensorShape;
using kernels::cuda::TensorType;

/// What either kind of unit computes with, and the bytes of an element there.
struct TypeRow {
  const char* name;
  std::optional<FmaType> vector;
  std::optional<TensorType> tensor;
  std::size_t element;
  std::size_t sum;  ///< An element of a tensor unit's C.
};

constexpr std::array<TypeRow, 6> kTypes = {{{"f64", FmaType::f64, TensorType::f64, 8, 8},
                                            {"f32", FmaType::f32, std::nullopt, 4, 4},
                                            {"tf32", std::nullopt, TensorType::tf32, 4, 4},
                                            {"f16", FmaType::f16, TensorType::f16, 2, 4},
                                            {"bf16", FmaType::bf16, TensorType::bf16, 2, 4},
                                            {"s8", std::nullopt, TensorType::s8, 1, 4}}};

const TypeRow& row_of(const Axes& axes) {
  for (const TypeRow& row : kTypes) {
    if (axes.text("type") == row.name) return row;
  }
  throw std::invalid_argument("fma_peak: no type " + axes.text("type"));
}

bool on_tensor_units(const Axes& axes) {
  return axes.text("unit") == "tensor";
}

int chains_of(const Axes& axes) {
  return static_cast<int>(axes.integer("ilp"));
}

Description describe() {
  Description description;
  description.name = "compute/fma_peak";
  description.backend = "cuda";
  description.operation =
      "vector: x = -x + a; x = -x + b in registers, 127 * 128 times; tensor: C += A B by warps, 4096 times";
  description.check = "closed form x + 128, or chain + 4096 A B of integers -3..3: every element, exactly";
  description.metric = Metric::flop_rate;
  description.axes = {
      {.name = "type",
       .meaning = "Type of the elements; tensor units add f16, bf16 and tf32 in f32, s8 in s32.",
       .choices = {"f64", "f32", "tf32", "f16", "bf16", "s8"}},
      {.name = "unit",
       .meaning = "The ordinary arithmetic units or the tensor units.",
       .choices = {"vector", "tensor"}},
      {.name = "ilp",
       .meaning = "Independent chains a thread, or a warp's tensor unit, interleaves.",
       .choices = {"1", "2", "4", "8"}}};
  return description;
}

class FmaPeak final : public Benchmark {
 public:
  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    if (profile == Profile::quick) return {point("f32", "vector", "8"), point("f16", "tensor", "8")};
    if (profile == Profile::standard) {
      return {point("f32", "vector", "8"), point("f64", "tensor", "8"), point("f16", "tensor", "8")};
    }
    std::vector<Axes> points;
    for (const TypeRow& row : kTypes) {
      for (const char* unit : {"vector", "tensor"}) {
        for (const char* ilp : {"1", "2", "4", "8"}) {
          Axes axes = point(row.name, unit, ilp);
          if (!obstacle(axes, machine)) points.push_back(std::move(axes));
        }
      }
    }
    return points;
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    const TypeRow& row = row_of(axes);
    if (on_tensor_units(axes) ? row.tensor.has_value() : row.vector.has_value()) return std::nullopt;
    return on_tensor_units(axes) ? "tensor units round f32 to tf32: choose type=tf32"
                                 : "the ordinary units have no multiply-add of " + axes.text("type");
  }

  /// Counts: vector 4 * 127 * 128 flop an element; tensor 4096 * 2 m n k flop a matrix C. Loads and stores at
  /// begin and end are counted: each element of A, B and in once, of C or out once.
  Work work(const Axes& axes, const Machine& machine) const override {
    const TypeRow& row = row_of(axes);
    Work work;
    if (!on_tensor_units(axes)) {
      const std::size_t elements =
          kernels::cuda::fma_elements(row.vector.value(), chains_of(axes), fma_blocks(machine));
      constexpr int pairs = kernels::cuda::kPairsUp + kernels::cuda::kPairsDown;
      work.read = work.written = Bytes{elements * row.element};
      work.flop.count = 4.0 * pairs * kernels::cuda::kFmaRoundsMax * static_cast<double>(elements);
      return work;
    }
    const TensorShape shape = kernels::cuda::tensor_shape(row.tensor.value());
    const std::size_t matrices = fma_warps(machine) * static_cast<std::size_t>(chains_of(axes));
    work.read = Bytes{static_cast<std::size_t>(shape.k * (shape.m + shape.n)) * row.element};
    work.written = Bytes{matrices * static_cast<std::size_t>(shape.m * shape.n) * row.sum};
    work.flop.count = 2.0 * shape.m * shape.n * shape.k * kTensorProducts * static_cast<double>(matrices);
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    const Work done = work(axes, machine);
    return done.read + done.written;
  }

  /// A millisecond on every device: its multiprocessors all do the same.
  Seconds nominal_time(const Axes&, const Machine&) const override { return Seconds(1e-3); }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::sets; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const TypeRow& row = row_of(axes);
    if (on_tensor_units(axes)) return make_tensor_trial(row.tensor.value(), chains_of(axes), context);
    return make_vector_trial(row.vector.value(), chains_of(axes), context);
  }

 private:
  static Axes point(const char* type, const char* unit, const char* ilp) {
    return {{"type", type}, {"unit", unit}, {"ilp", ilp}};
  }

  Description description_ = describe();
};

}  // namespace

std::unique_ptr<Benchmark> cuda_fma_peak_benchmark() {
  return std::make_unique<FmaPeak>();
}

}  // namespace gpubench

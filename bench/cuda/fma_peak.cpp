#include "bench/cuda/fma_peak.hpp"

#include <array>
#include <optional>
#include <stdexcept>

#include "bench/cuda/fma_trial.hpp"

namespace gpubench {
namespace {

using kernels::cuda::FmaType;
using kernels::cuda::TensorShape;
using kernels::cuda::TensorType;

/// What each kind of unit computes with, and the bytes of an element there.
struct TypeRow {
  const char* name;
  std::optional<FmaType> vector;
  std::optional<TensorType> wmma, wgmma;
  std::size_t element;
  std::size_t sum;  ///< An element of a tensor unit's C.
};

constexpr std::array<TypeRow, 7> kTypes = {{{"f64", FmaType::f64, TensorType::f64, std::nullopt, 8, 8},
                                            {"f32", FmaType::f32, std::nullopt, std::nullopt, 4, 4},
                                            {"tf32", std::nullopt, TensorType::tf32, TensorType::tf32, 4, 4},
                                            {"f16", FmaType::f16, TensorType::f16, TensorType::f16, 2, 4},
                                            {"bf16", FmaType::bf16, TensorType::bf16, TensorType::bf16, 2, 4},
                                            {"e4m3", std::nullopt, std::nullopt, TensorType::e4m3, 1, 4},
                                            {"s8", std::nullopt, TensorType::s8, TensorType::s8, 1, 4}}};

const TypeRow& row_of(const Axes& axes) {
  for (const TypeRow& row : kTypes) {
    if (axes.text("type") == row.name) return row;
  }
  throw std::invalid_argument("fma_peak: no type " + axes.text("type"));
}

bool path_is(const Axes& axes, const char* path) {
  return axes.text("path") == path;
}

bool has_path(const TypeRow& row, const Axes& axes) {
  if (path_is(axes, "vector")) return row.vector.has_value();
  return path_is(axes, "wmma") ? row.wmma.has_value() : row.wgmma.has_value();
}

int chains_of(const Axes& axes) {
  return static_cast<int>(axes.integer("ilp"));
}

Description describe() {
  Description description;
  description.name = "compute/fma_peak";
  description.backend = "cuda";
  description.operation =
      "vector: x = -x + a; x = -x + b in registers, 127 * 128 times; wmma: C += A B by warps, 4096 times; "
      "wgmma: C += A B0; C += A B1 by warp groups, 2048 times";
  description.check =
      "closed form x + 128, chain + 4096 A B or group + 2048 A (B0 + B1) of small integers: every element, "
      "exactly";
  description.metric = Metric::flop_rate;
  description.axes = {
      {.name = "type",
       .meaning = "Type of the elements; tensor units add f16, bf16, tf32 and e4m3 in f32, s8 in s32.",
       .choices = {"f64", "f32", "tf32", "f16", "bf16", "e4m3", "s8"}},
      {.name = "path",
       .meaning = "The ordinary units; the tensor units by a warp's products; the same by a warp group's, of "
                  "compute capability 9.0.",
       .choices = {"vector", "wmma", "wgmma"}},
      {.name = "ilp",
       .meaning = "Independent chains a thread, a warp's or a warp group's tensor units interleave.",
       .choices = {"1", "2", "4", "8"}}};
  return description;
}

Axes point(const char* type, const char* path, const char* ilp) {
  return {{"type", type}, {"path", path}, {"ilp", ilp}};
}

/// Why no device computes this; empty where some do.
std::optional<std::string> lack_of_units(const Axes& axes) {
  if (!has_path(row_of(axes), axes)) {
    if (axes.text("type") == "f32") return "tensor units round f32 to tf32: choose type=tf32";
    return axes.text("path") + " has no multiply-add of " + axes.text("type");
  }
  if (path_is(axes, "wgmma") && chains_of(axes) != 1) {
    return "one matrix C fills a warp group's registers: choose ilp=1";
  }
  return std::nullopt;
}

class FmaPeak final : public Benchmark {
 public:
  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    std::vector<Axes> points = {point("f32", "vector", "8"), point("f16", "wmma", "8")};
    if (profile == Profile::quick) return {points[0], points[1], point("f16", "wgmma", "1")};
    if (profile == Profile::standard) points.push_back(point("f64", "wmma", "8"));
    const bool all = profile == Profile::thorough;
    if (all) points.clear();
    for (const TypeRow& row : kTypes) {
      for (const char* path : {"vector", "wmma", "wgmma"}) {
        for (const char* ilp : {"1", "2", "4", "8"}) {
          Axes axes = point(row.name, path, ilp);
          if (!lack_of_units(axes) && (all || path_is(axes, "wgmma"))) points.push_back(std::move(axes));
        }
      }
    }
    return points;
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine& machine) const override {
    if (auto lack = lack_of_units(axes)) return lack;
    if (!path_is(axes, "wgmma")) return std::nullopt;
    if (machine.compute_capability != 90) {
      return "wgmma is of compute capability 9.0 alone, which the device or one of the devices is not";
    }
    if (const char* missing = kernels::cuda::wgmma_missing()) return missing;
    return std::nullopt;
  }

  /// Counts: vector 4 * 127 * 128 flop an element; wmma and wgmma 4096 * 2 m n k flop a matrix C. Loads and
  /// stores at begin and end are counted: each element of A, B and in once, of C or out once.
  Work work(const Axes& axes, const Machine& machine) const override {
    const TypeRow& row = row_of(axes);
    if (path_is(axes, "vector")) return vector_work(row, chains_of(axes), machine);
    if (path_is(axes, "wmma")) {
      const std::size_t matrices = fma_warps(machine) * static_cast<std::size_t>(chains_of(axes));
      return tensor_work(row, kernels::cuda::tensor_shape(row.wmma.value()), matrices, 1);
    }
    const auto groups = static_cast<std::size_t>(wgmma_blocks(machine) * kernels::cuda::kWgmmaGroups);
    return tensor_work(row, kernels::cuda::wgmma_shape(row.wgmma.value()), groups, 2);
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
    if (path_is(axes, "wgmma")) return make_wgmma_trial(row.wgmma.value(), context);
    if (path_is(axes, "wmma")) return make_tensor_trial(row.wmma.value(), chains_of(axes), context);
    return make_vector_trial(row.vector.value(), chains_of(axes), context);
  }

 private:
  static Work vector_work(const TypeRow& row, int chains, const Machine& machine) {
    const std::size_t elements = kernels::cuda::fma_elements(row.vector.value(), chains, fma_blocks(machine));
    constexpr int pairs = kernels::cuda::kPairsUp + kernels::cuda::kPairsDown;
    Work work;
    work.read = work.written = Bytes{elements * row.element};
    work.flop.count = 4.0 * pairs * kernels::cuda::kFmaRoundsMax * static_cast<double>(elements);
    return work;
  }

  /// With so many matrices C, and of B.
  static Work tensor_work(const TypeRow& row, TensorShape shape, std::size_t matrices, int of_b) {
    Work work;
    work.read = Bytes{static_cast<std::size_t>(shape.k * (shape.m + of_b * shape.n)) * row.element};
    work.written = Bytes{matrices * static_cast<std::size_t>(shape.m * shape.n) * row.sum};
    work.flop.count = 2.0 * shape.m * shape.n * shape.k * kTensorProducts * static_cast<double>(matrices);
    return work;
  }

  Description description_ = describe();
};

}  // namespace

std::unique_ptr<Benchmark> cuda_fma_peak_benchmark() {
  return std::make_unique<FmaPeak>();
}

}  // namespace gpubench

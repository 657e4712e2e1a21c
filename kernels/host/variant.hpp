/// Variant: the kernels as built for one instruction set.
#pragma once
#include "kernels/host/fma.hpp"
#include "kernels/host/gemm.hpp"
#include "kernels/host/norm.hpp"
#include "kernels/host/softmax.hpp"
#include "kernels/host/stream.hpp"

namespace gpubench::kernels {

template <class T>
struct TypedVariant {
  void (*stream)(const StreamArguments<T>&);
  bool (*fma_peak)(const FmaPeakArguments<T>&);
  bool (*intensity)(const IntensityArguments<T>&);
  void (*gemm)(const GemmArguments<T>&);
};

/// Operations on the rows of a matrix of float32.
struct RowVariant {
  void (*softmax)(const SoftmaxArguments&);
  void (*layernorm)(const NormArguments&);
  void (*rmsnorm)(const NormArguments&);
};

struct Variant {
  TypedVariant<float> f32;
  TypedVariant<double> f64;
  RowVariant rows;
};

/// The variant built for that set, which instruction_sets() must name.
const Variant& variant_of(InstructionSet set);

extern const Variant kBaseline;
// On x86-64 only:
extern const Variant kAvx2;
extern const Variant kAvx512;

}  // namespace gpubench::kernels

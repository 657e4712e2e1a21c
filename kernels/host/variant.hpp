/// Variant: the kernels as built for one instruction set.
#pragma once
#include "kernels/host/fma.hpp"
#include "kernels/host/gemm.hpp"
#include "kernels/host/stream.hpp"

namespace gpubench::kernels {

template <class T>
struct TypedVariant {
  void (*stream)(const StreamArguments<T>&);
  bool (*fma_peak)(const FmaPeakArguments<T>&);
  bool (*intensity)(const IntensityArguments<T>&);
  void (*gemm)(const GemmArguments<T>&);
};

struct Variant {
  TypedVariant<float> f32;
  TypedVariant<double> f64;
};

/// The variant built for that set, which instruction_sets() must name.
const Variant& variant_of(InstructionSet set);

extern const Variant kBaseline;
// On x86-64 only:
extern const Variant kAvx2;
extern const Variant kAvx512;

}  // namespace gpubench::kernels

#include "kernels/host/variant.hpp"

namespace gpubench::kernels {

void stream(InstructionSet set, const StreamArguments<float>& arguments) {
  variant_of(set).f32.stream(arguments);
}
void stream(InstructionSet set, const StreamArguments<double>& arguments) {
  variant_of(set).f64.stream(arguments);
}
bool fma_peak(InstructionSet set, const FmaPeakArguments<float>& arguments) {
  return variant_of(set).f32.fma_peak(arguments);
}
bool fma_peak(InstructionSet set, const FmaPeakArguments<double>& arguments) {
  return variant_of(set).f64.fma_peak(arguments);
}
bool intensity(InstructionSet set, const IntensityArguments<float>& arguments) {
  return variant_of(set).f32.intensity(arguments);
}
bool intensity(InstructionSet set, const IntensityArguments<double>& arguments) {
  return variant_of(set).f64.intensity(arguments);
}
void gemm(InstructionSet set, const GemmArguments<float>& arguments) {
  variant_of(set).f32.gemm(arguments);
}
void gemm(InstructionSet set, const GemmArguments<double>& arguments) {
  variant_of(set).f64.gemm(arguments);
}

void softmax(InstructionSet set, const SoftmaxArguments& arguments) {
  variant_of(set).rows.softmax(arguments);
}
void softmax(const SoftmaxArguments& arguments) {
  softmax(best_instruction_set(), arguments);
}
void layernorm(InstructionSet set, const NormArguments& arguments) {
  variant_of(set).rows.layernorm(arguments);
}
void layernorm(const NormArguments& arguments) {
  layernorm(best_instruction_set(), arguments);
}
void rmsnorm(InstructionSet set, const NormArguments& arguments) {
  variant_of(set).rows.rmsnorm(arguments);
}
void rmsnorm(const NormArguments& arguments) {
  rmsnorm(best_instruction_set(), arguments);
}

}  // namespace gpubench::kernels

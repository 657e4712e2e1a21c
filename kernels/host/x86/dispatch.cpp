/// What this x86-64 processor offers, found out at run time, and the kernels built for it.
#include "kernels/host/variant.hpp"

namespace gpubench::kernels {

std::vector<InstructionSet> instruction_sets() {
  std::vector<InstructionSet> sets{InstructionSet::baseline};
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) sets.push_back(InstructionSet::avx2);
  if (__builtin_cpu_supports("avx512f")) sets.push_back(InstructionSet::avx512);
  return sets;
}

bool has_nontemporal_stores() {
  return true;
}

const Variant& variant_of(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx512:
      return kAvx512;
    case InstructionSet::avx2:
      return kAvx2;
    case InstructionSet::baseline:
      break;
  }
  return kBaseline;
}

}  // namespace gpubench::kernels

/// What a processor other than x86-64 offers: the one set of kernels its compiler knows.
#include "kernels/host/variant.hpp"

namespace gpubench::kernels {

std::vector<InstructionSet> instruction_sets() {
  return {InstructionSet::baseline};
}

bool has_nontemporal_stores() {
  return false;
}

const Variant& variant_of(InstructionSet) {
  return kBaseline;
}

}  // namespace gpubench::kernels

#include "kernels/host/instruction_set.hpp"

namespace gpubench::kernels {

InstructionSet best_instruction_set() {
  static const InstructionSet best = instruction_sets().back();
  return best;
}

const char* to_string(InstructionSet set) {
  switch (set) {
    case InstructionSet::baseline:
      return "baseline";
    case InstructionSet::avx2:
      return "avx2";
    case InstructionSet::avx512:
      return "avx512";
  }
  return "unknown";
}

}  // namespace gpubench::kernels

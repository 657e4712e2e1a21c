/// InstructionSet: which vector instructions this processor offers; found out at run time, so that one image
/// runs anywhere.
#pragma once
#include <vector>

namespace gpubench::kernels {

enum class InstructionSet { baseline, avx2, avx512 };

/// "baseline" (SSE2; on another processor than x86-64 what its compiler makes of 16 bytes, and the only one),
/// "avx2" (with FMA), "avx512" (F).
const char* to_string(InstructionSet set);

/// What processor and operating system both support, from least to most.
std::vector<InstructionSet> instruction_sets();

/// The widest of them.
InstructionSet best_instruction_set();

}  // namespace gpubench::kernels

/// The trial of word reads.
#pragma once
#include <memory>

#include "bench/native/word_read.hpp"

namespace gpubench {

/// The host's meaning of a kernel.
using WordReadTwin = void (*)(const kernels::WordReadArguments&);

/// shape: count, parts, passes and stride; its pointers are the trial's to set.
std::unique_ptr<Trial> make_word_read_trial(WordReadKernel kernel, WordReadTwin twin,
                                            const kernels::WordReadArguments& shape, Context& context);

}  // namespace gpubench

/// SIMT: runs CUDA kernel source on the CPU. Include this before a kernel's .cuh; see README.md.
#pragma once
#include "tests/support/simt/launch.hpp"
#include "tests/support/simt/shared.hpp"
#include "tests/support/simt/words.hpp"

/// GPUBENCH_UNROLL before a loop of constant length: its array elements can then live in registers. Only nvcc
/// needs to be told.
#pragma once

#ifdef __CUDACC__
#define GPUBENCH_UNROLL _Pragma("unroll")
#else
#define GPUBENCH_UNROLL
#endif

/// The instructions of a warp group's product, of compute capability 9.0 alone. Source: PTX ISA, "wgmma".
#pragma once
#include <cstdint>

namespace gpubench::kernels::cuda {

// An instruction names each of the 128 registers of C; there is no other way to write them down.
#define GPUBENCH_SUMS_8(kind, c, i)                                                               \
  kind((c)[(i)]), kind((c)[(i) + 1]), kind((c)[(i) + 2]), kind((c)[(i) + 3]), kind((c)[(i) + 4]), \
      kind((c)[(i) + 5]), kind((c)[(i) + 6]), kind((c)[(i) + 7])
#define GPUBENCH_SUMS_32(kind, c, i)                                                                  \
  GPUBENCH_SUMS_8(kind, c, i), GPUBENCH_SUMS_8(kind, c, (i) + 8), GPUBENCH_SUMS_8(kind, c, (i) + 16), \
      GPUBENCH_SUMS_8(kind, c, (i) + 24)
#define GPUBENCH_SUMS(kind, c)                                                                \
  GPUBENCH_SUMS_32(kind, c, 0), GPUBENCH_SUMS_32(kind, c, 32), GPUBENCH_SUMS_32(kind, c, 64), \
      GPUBENCH_SUMS_32(kind, c, 96)
#define GPUBENCH_SUM_NAMES                                                                           \
  "{%0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15, %16, %17, %18, %19, %20, " \
  "%21, %22, %23, %24, %25, %26, %27, %28, %29, %30, %31, %32, %33, %34, %35, %36, %37, %38, %39, "  \
  "%40, %41, %42, %43, %44, %45, %46, %47, %48, %49, %50, %51, %52, %53, %54, %55, %56, %57, %58, "  \
  "%59, %60, %61, %62, %63, %64, %65, %66, %67, %68, %69, %70, %71, %72, %73, %74, %75, %76, %77, "  \
  "%78, %79, %80, %81, %82, %83, %84, %85, %86, %87, %88, %89, %90, %91, %92, %93, %94, %95, %96, "  \
  "%97, %98, %99, %100, %101, %102, %103, %104, %105, %106, %107, %108, %109, %110, %111, %112, "    \
  "%113, %114, %115, %116, %117, %118, %119, %120, %121, %122, %123, %124, %125, %126, %127}"

/// Unit name: C += A B. flags: what follows the descriptors of A and B: 1, C is added to; of floating point
/// also 1, 1, neither operand negated; of two bytes also 0, 0, neither transposed.
#define GPUBENCH_WGMMA_UNIT(name, SumType, kind, instruction, flags)                         \
  struct name : WgmmaGroup {                                                                 \
    using Sum = SumType;                                                                     \
    static __device__ void begin(Sum (&c)[128]) {                                            \
      asm volatile("wgmma.fence.sync.aligned;" : GPUBENCH_SUMS(kind, c)::"memory");          \
    }                                                                                        \
    static __device__ void multiply_add(Sum (&c)[128], std::uint64_t a, std::uint64_t b) {   \
      asm volatile("wgmma.mma_async.sync.aligned.m64n256" instruction " " GPUBENCH_SUM_NAMES \
                   ", %128, %129, " flags ";"                                                \
                   : GPUBENCH_SUMS(kind, c)                                                  \
                   : "l"(a), "l"(b));                                                        \
    }                                                                                        \
    static __device__ void wait(Sum (&c)[128]) {                                             \
      asm volatile("wgmma.wait_group.sync.aligned 0;" : GPUBENCH_SUMS(kind, c)::"memory");   \
    }                                                                                        \
  }

/// What is the same for all types.
struct WgmmaGroup {
  static __device__ std::uint32_t shared_address(const void* in_shared) {
    return static_cast<std::uint32_t>(__cvta_generic_to_shared(in_shared));
  }
  /// What this thread has written to shared memory becomes visible to the tensor units.
  static __device__ void publish_shared() { asm volatile("fence.proxy.async.shared::cta;" ::: "memory"); }
  /// The products since the last end become a group, and no more than one group is under way.
  static __device__ void end_group() {
    asm volatile("wgmma.commit_group.sync.aligned;\n wgmma.wait_group.sync.aligned 1;" ::: "memory");
  }
};

GPUBENCH_WGMMA_UNIT(WgmmaTf32, float, "+f", "k8.f32.tf32.tf32", "1, 1, 1");
GPUBENCH_WGMMA_UNIT(WgmmaF16, float, "+f", "k16.f32.f16.f16", "1, 1, 1, 0, 0");
GPUBENCH_WGMMA_UNIT(WgmmaBf16, float, "+f", "k16.f32.bf16.bf16", "1, 1, 1, 0, 0");
GPUBENCH_WGMMA_UNIT(WgmmaE4m3, float, "+f", "k32.f32.e4m3.e4m3", "1, 1, 1");
GPUBENCH_WGMMA_UNIT(WgmmaS8, std::int32_t, "+r", "k32.s32.s8.s8", "1");

#undef GPUBENCH_WGMMA_UNIT
#undef GPUBENCH_SUM_NAMES
#undef GPUBENCH_SUMS
#undef GPUBENCH_SUMS_32
#undef GPUBENCH_SUMS_8

}  // namespace gpubench::kernels::cuda

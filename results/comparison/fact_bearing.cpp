#include "results/comparison/fact_bearing.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <array>

namespace gpubench::results {
namespace {

constexpr auto kIncidental = Bearing::incidental;
constexpr auto kSlight = Bearing::slight;
constexpr auto kPossible = Bearing::possible;
constexpr auto kLikely = Bearing::likely;
constexpr auto kStrong = Bearing::strong;

constexpr const char* kBlas = "another BLAS: gemm can be several times slower and round differently";
constexpr const char* kCore =
    "another kernel of the BLAS: gemm can be several times slower and round differently";
constexpr const char* kDnn = "another library of layers chooses algorithms of other speed and rounding";
constexpr const char* kFft = "another FFT: its plans differ in speed and in rounding";
constexpr const char* kMpi = "another MPI chooses other algorithms and transports for collectives";
constexpr const char* kNccl = "another NCCL chooses other algorithms, and sums in another order";
constexpr const char* kDriver = "another driver schedules, compiles and clocks differently";
constexpr const char* kLibc = "the C library: memcpy, malloc and mathematical functions may be others";
constexpr const char* kOpenMp = "another OpenMP binds and wakes threads otherwise";
constexpr const char* kMemory = "memory is laid out otherwise";
constexpr const char* kTransport = "another way between ranks";
constexpr const char* kThreads = "rates follow the number of threads, and sums are parted by it";
constexpr const char* kClock = "rates follow the clock";
constexpr const char* kChoice = "the library chooses other algorithms, transports or precisions";
constexpr const char* kCode = "other code is measured: even the same kernel may be compiled otherwise";

constexpr FactRule kRules[] = {
    // What changes by itself.
    {"run", "load.*", kIncidental, "what else ran when the facts were taken"},
    {"*", "memory.@(free|available)", kIncidental, "what was free when the facts were taken"},
    {"*", "@(uptime|time.*)", kIncidental, "when the facts were taken"},
    {"*", "temperature.*", kIncidental, "how warm it was when the facts were taken"},
    {"device", "processes.other", kIncidental, "who else used the device when the facts were taken"},
    {"run", "command_line", kIncidental, "what was asked for, names of files too"},

    // The libraries whose work is measured, as mapped.
    {"loaded", "openblas.corename", kStrong, kCore},
    {"loaded", "@(openblas|blas|cublas)*", kStrong, kBlas},
    {"loaded", "library.lib@(blas|cblas|lapack|openblas|mkl|blis|cublas)*", kStrong, kBlas},
    {"loaded", "@(onednn|cudnn|library.libdnnl|library.libcudnn)*", kStrong, kDnn},
    {"loaded", "@(fftw|cufft|library.libfftw|library.libcufft)*", kStrong, kFft},
    {"loaded", "@(mpi|library.libmpi)*", kStrong, kMpi},
    {"loaded", "@(nccl|library.libnccl)*", kStrong, kNccl},
    {"loaded", "@(cuda.driver*|library.libcuda)", kStrong, kDriver},
    {"loaded", "@(cuda|library.libcudart)*", kStrong,
     "another CUDA run time launches and copies differently"},
    {"loaded", "library.libnvrtc*", kStrong, "another compiler of kernels at run time"},

    // What surrounds them in the process.
    {"loaded", "@(glibc|library.libc|library.libm)", kLikely, kLibc},
    {"loaded", "library.lib@(gomp|omp|iomp)*", kLikely, kOpenMp},
    {"loaded", "library.lib*malloc*", kLikely, kMemory},
    {"loaded", "library.lib@(ucp|ucs|uct|ucm|fabric|psm|ibverbs)*", kLikely, kTransport},
    {"loaded", "library.libnvidia*", kPossible, "another part of the driver"},
    {"loaded", "library.lib@(open-|pmix|hwloc)*", kPossible, "ranks may be placed or joined otherwise"},
    {"loaded", "library.lib@(gcc_s|stdc++|gfortran)*", kPossible, "another run time of the compiler"},
    {"loaded", "library.*", kSlight, "another library that measures nothing itself"},
    {"loaded", "*", kPossible, "another library, or another setting of it"},

    // The program, and what the image holds.
    {"image", "@(gpubench.|build.compiler)*", kStrong, kCode},
    {"image", "build.cuda_architectures", kStrong,
     "kernels of another architecture, or compiled when launched"},
    {"image", "build.*", kPossible, "built with another library"},
    // A name begins the package's or one of its words, "lib" before it or not: blis is not in nbpublish.
    {"image",
     "package.*[-._]?(lib)@(blas|cblas|cublas|flexiblas|openblas|mkl|blis|atlas|lapack|lapacke)?([-._0-9]*)",
     kLikely, kBlas},
    {"image", "package.*[-._]?(lib)@(dnnl|onednn|cudnn)?([-._0-9]*)", kLikely, kDnn},
    {"image", "package.*[-._]?(lib)@(fftw|cufft)?([-._0-9]*)", kLikely, kFft},
    {"image", "package.*[-._]?(lib)@(openmpi|mpich)?([-._0-9]*)", kLikely, kMpi},
    {"image", "package.*[-._]?(lib)nccl?([-._0-9]*)", kLikely, kNccl},
    {"image", "package.*[-._]?(lib)@(cuda|nvidia)*", kLikely, "another part of CUDA or of its driver"},
    {"image", "package.*.torch*", kLikely, "another PyTorch"},
    {"image", "package.*.@(libc6|glibc|musl)", kLikely, kLibc},
    {"image", "package.*[-._]libgomp*", kLikely, kOpenMp},
    {"image", "package.*[-._]lib@(ucp|ucx|fabric|psm|ibverbs)*", kPossible, kTransport},
    {"image", "package.*", kSlight, "another package"},
    {"image", "*", kPossible, "another image: its libraries may be built otherwise"},

    // The host.
    {"host", "@(architecture|cpu.model*|cpu.part|cpu.count)", kStrong, "another processor"},
    {"host", "cpu.@(flags|features)", kStrong,
     "libraries choose other kernels by the instructions there are"},
    {"host", "driver.*", kStrong, kDriver},
    {"host", "@(cpu.sockets|numa.*|topology.*)", kLikely, "memory is nearer or further"},
    {"host", "cpu.microcode", kLikely, "microcode has made instructions slower before"},
    {"host", "cpus.*", kLikely, "threads share cores, or processors are kept from the scheduler"},
    {"host", "clock.*", kLikely, kClock},
    {"host", "clock_source", kLikely, "reading the clock costs more or less"},
    {"host", "idle.*", kLikely, "processors sleep deeper, and wake later"},
    {"host", "machine.*", kPossible, "another machine, or another firmware"},
    {"host", "kernel.version", kPossible, "another build of the kernel"},
    {"host", "kernel.*", kLikely, "another kernel: scheduling, paging and system calls differ"},
    {"host", "@(transparent_huge_pages.|memory.huge)*", kLikely,
     "large buffers miss the TLB more or less often"},
    {"host", "@(vulnerability|mitigation)*", kLikely, "mitigations make system calls and branches slower"},
    {"host", "@(hypervisor|virtual)*", kLikely, "under a virtual machine others take time and memory"},
    {"host", "@(infiniband|network|nic).*", kLikely, "another network: collectives between hosts follow it"},
    {"host", "*", kPossible, "another machine, or another setting of it"},

    // The device.
    {"device", "*.model", kStrong, "another device"},
    {"device", "host.@(cpus|threads)", kStrong, kThreads},
    {"device", "host.cache_*", kStrong, "working sets fit where they did not, or no longer"},
    {"device", "driver.*", kStrong, kDriver},
    {"device", "clock.*", kStrong, kClock},
    {"device", "power.*", kStrong, "clocks fall where the limit of power is reached"},
    {"device", "ecc.mode", kStrong, "error correction takes bandwidth of some memories"},
    {"device", "mig.*", kStrong, "a part of a device"},
    {"device", "@(pcie|nvlink).*", kStrong, "another link: what crosses it follows it"},
    {"device", "@(compute|persistence).mode", kLikely, "who shares the device, and whether it is kept awake"},
    {"device", "vbios.*", kLikely, "limits of clocks and power are set by it"},
    {"device", "memory.@(remapping|retirement)_*", kLikely, "a device that waits for a reset or a repair"},
    {"device", "@(ecc|memory).*", kSlight, "errors that were corrected so far"},
    {"device", "*", kPossible, "another device, or another setting of it"},

    // The run.
    {"run", "ranks.differ", kPossible, "some ranks map other libraries, or libraries choose otherwise there"},
    {"run", "ranks.mixed", kStrong, "ranks do not run the same: figures are of a mixture"},
    {"run", "@(ranks|profile)", kStrong, "working sets and numbers of samples differ"},
    {"run", "cgroup.*", kStrong, "a limit of processors or memory is met earlier or later"},
    {"run", "@(affinity|placement|rank)*", kStrong, "ranks share other processors and links"},
    {"run", "limit.*", kPossible, "a limit of the process is met earlier or later"},
    {"run", "launcher*", kPossible, "ranks may be placed or joined otherwise"},
    {"run", "@(host|user).name", kSlight, "who measured, and where"},
    {"run", "variable.OPENBLAS_CORETYPE", kStrong, kCore},
    {"run", "variable.*_@(NUM_THREADS|THREAD_LIMIT)", kStrong, kThreads},
    {"run", "variable.LD_PRELOAD", kStrong, "another library may answer calls"},
    {"run", "variable.LD_LIBRARY_PATH", kLikely, "libraries may come from another folder: see scope loaded"},
    {"run", "variable.CUDA_LAUNCH_BLOCKING", kStrong, "every launch waits for its kernel"},
    {"run", "variable.CUDA_VISIBLE_DEVICES", kStrong, "another device, or another order of them"},
    {"run", "variable.NVIDIA_TF32_OVERRIDE", kStrong, "tensor cores round their inputs otherwise"},
    {"run", "variable.NCCL_DEBUG*", kSlight, "what NCCL prints"},
    {"run", "variable.@(BLIS|CUBLAS|CUDNN|DNNL|MKL|NCCL|ONEDNN|OPENBLAS)_*", kStrong, kChoice},
    {"run", "variable.@(FI|I_MPI|MPICH|OMPI_MCA|PSM2|UCX)_*", kLikely, kTransport},
    {"run", "variable.@(GOMP|KMP|OMP)_*", kLikely, "threads are bound and woken otherwise"},
    {"run", "variable.GLIBC_TUNABLES", kLikely, kLibc},
    {"run", "variable.@(MALLOC_*|*ALLOC_CONF)", kLikely, kMemory},
    {"run", "variable.CUDA_*", kLikely, "the CUDA run time works otherwise"},
    {"run", "variable.@(LC_ALL|TMPDIR)", kSlight, "how texts are written, or where temporary files lie"},
    {"run", "variable.*", kPossible, "a library may work otherwise"},
    {"run", "*", kPossible, "another way to run it"},

    {"*", "*", kPossible, "what it does is not known here"},
};

}  // namespace

const char* to_string(Bearing bearing) {
  constexpr std::array kWords = {"incidental", "slight", "possible", "likely", "strong"};
  return kWords.at(static_cast<std::size_t>(bearing));
}

std::span<const FactRule> fact_rules() {
  return kRules;
}

const FactRule& rule_of(std::string_view scope, const std::string& key) {
  constexpr std::string_view kBytes = ".sha256";  // of a library's file: as the library itself
  const std::string stem =
      key.starts_with("library.") && key.ends_with(kBytes) ? key.substr(0, key.size() - kBytes.size()) : key;
  return *std::ranges::find_if(kRules, [&](const FactRule& rule) {
    return (rule.scope == "*" || rule.scope == scope) &&
           fnmatch(rule.pattern, stem.c_str(), FNM_EXTMATCH) == 0;
  });
}

bool is_provider(std::string_view scope, const std::string& key) {
  // Not openblas.config either: it names the core.
  constexpr const char* kPattern =
      "@(blas.*|cublas.*|cuda.runtime|cudnn.*|cufft.*|fftw.*|mpi.*|nccl.*|onednn.@(library|version))";
  return scope == "loaded" && fnmatch(kPattern, key.c_str(), FNM_EXTMATCH) == 0;
}

bool is_measured_library(std::string_view scope, const std::string& key) {
  const bool is_driver =
      key == "library.libcuda" || key == "library.libcuda.sha256";  // the host's, not the image's
  return scope == "loaded" && key.starts_with("library.") && !is_driver &&
         rule_of(scope, key).bearing == Bearing::strong;
}

}  // namespace gpubench::results

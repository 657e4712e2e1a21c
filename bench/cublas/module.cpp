#include <cublasLt.h>

#include "bench/cublas/product.hpp"
#include "bench/libraries/module.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  return register_all(registrar, "cublas: registration of benchmarks failed: out of memory",
                      {make_cublas_gemm});
}

std::vector<LibraryFact> library_facts() noexcept {
  return facts_or_none([] {
    return std::vector<LibraryFact>{{"cublas.compiled", version_text(CUBLAS_VERSION)},
                                    {"cublas.loaded", version_text(cublasLtGetVersion())}};
  });
}

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{.build_id = gpubench::kBuildId,
                                         .name = "cublas",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts,
                                         .required = gpubench::kCudaRequired};
  return &info;
}

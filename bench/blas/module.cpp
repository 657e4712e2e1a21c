#include "bench/libraries/module.hpp"
#include "bench/blas/product.hpp"
#include "bench/blas/provider.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  return register_all(registrar, "blas: registration of benchmarks failed: out of memory", {make_blas_gemm});
}

std::vector<LibraryFact> library_facts() noexcept {
  return facts_or_none([] { return blas_facts(); });
}

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{gpubench::kBuildId, "blas", gpubench::register_benchmarks,
                                         gpubench::library_facts, nullptr};
  return &info;
}

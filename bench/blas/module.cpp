#include <exception>

#include "bench/api/registrar.hpp"
#include "bench/blas/product.hpp"
#include "bench/blas/provider.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  try {
    registrar.add(make_blas_gemm());
    return nullptr;
  } catch (const std::exception&) {
    return "blas: registration of benchmarks failed: out of memory";
  }
}

std::vector<LibraryFact> library_facts() noexcept {
  try {
    return blas_facts();
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{gpubench::kBuildId, "blas", gpubench::register_benchmarks,
                                         gpubench::library_facts, nullptr};
  return &info;
}

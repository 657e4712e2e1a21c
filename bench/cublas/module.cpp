#include <cublasLt.h>
#include <fmt/format.h>

#include <exception>

#include "bench/api/registrar.hpp"
#include "bench/cublas/product.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  try {
    registrar.add(make_cublas_gemm());
    return nullptr;
  } catch (const std::exception&) {
    return "cublas: registration of benchmarks failed: out of memory";
  }
}

/// 130100 -> "13.1.0"
std::string version_text(std::size_t version) {
  return fmt::format("{}.{}.{}", version / 10000, version % 10000 / 100, version % 100);
}

std::vector<LibraryFact> library_facts() noexcept {
  try {
    return {{"cublas_compiled", version_text(CUBLAS_VERSION)},
            {"cublas_loaded", version_text(cublasLtGetVersion())}};
  } catch (const std::exception&) {
    return {};
  }
}

/// What the module links is looked for along its own path anyway.
constexpr RequiredLibrary kRequired[] = {{"libcuda.so.1", "no CUDA driver"}, {nullptr, nullptr}};

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{.build_id = gpubench::kBuildId,
                                         .name = "cublas",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts,
                                         .required = gpubench::kRequired};
  return &info;
}

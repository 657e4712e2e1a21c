#include <cufft.h>
#include <fmt/format.h>

#include <exception>

#include "bench/api/registrar.hpp"
#include "bench/cufft/plan.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  try {
    registrar.add(make_cufft_benchmark());
    return nullptr;
  } catch (const std::exception&) {
    return "cufft: registration of benchmarks failed: out of memory";
  }
}

/// 12000 -> "12.0.0"
std::string version_text(int version) {
  return fmt::format("{}.{}.{}", version / 1000, version % 1000 / 100, version % 100);
}

std::vector<LibraryFact> library_facts() noexcept {
  try {
    std::vector<LibraryFact> facts = {{"cufft_compiled", version_text(CUFFT_VERSION)}};
    int version = 0;
    if (cufftGetVersion(&version) == CUFFT_SUCCESS) facts.push_back({"cufft_loaded", version_text(version)});
    return facts;
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
                                         .name = "cufft",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts,
                                         .required = gpubench::kRequired};
  return &info;
}

#include <cufft.h>

#include "bench/cufft/plan.hpp"
#include "bench/libraries/module.hpp"

namespace gpubench {
namespace {

/// cuFFT's number has three digits below a major version: 12000 is 12.0.0.
constexpr std::size_t kMajor = 1000;

const char* register_benchmarks(Registrar& registrar) noexcept {
  return register_all(registrar, "cufft: registration of benchmarks failed: out of memory",
                      {make_cufft_benchmark});
}

std::vector<LibraryFact> library_facts() noexcept {
  return facts_or_none([] {
    std::vector<LibraryFact> facts = {{"cufft.compiled", version_text(CUFFT_VERSION, kMajor)}};
    int version = 0;
    if (cufftGetVersion(&version) == CUFFT_SUCCESS)
      facts.push_back({"cufft.loaded", version_text(static_cast<std::size_t>(version), kMajor)});
    return facts;
  });
}

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{.build_id = gpubench::kBuildId,
                                         .name = "cufft",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts,
                                         .required = gpubench::kCudaRequired};
  return &info;
}

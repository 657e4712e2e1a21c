#include <fftw3.h>

#include "bench/api/mapped_library.hpp"
#include "bench/fftw/plan.hpp"
#include "bench/libraries/module.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  return register_all(registrar, "fftw: registration of benchmarks failed: out of memory",
                      {make_fftw_benchmark});
}

std::vector<LibraryFact> library_facts() noexcept {
  return facts_or_none([] {
    std::vector<LibraryFact> facts = {{"fftw.version", fftw_version}};
    if (const auto name = library_holding(reinterpret_cast<const void*>(fftw_version))) {
      facts.push_back({"fftw.library", *name});
    }
    return facts;
  });
}

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{.build_id = gpubench::kBuildId,
                                         .name = "fftw",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts};
  return &info;
}

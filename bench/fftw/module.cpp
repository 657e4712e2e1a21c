#include <fftw3.h>

#include <exception>

#include "bench/api/mapped_library.hpp"
#include "bench/api/registrar.hpp"
#include "bench/fftw/plan.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  try {
    registrar.add(make_fftw_benchmark());
    return nullptr;
  } catch (const std::exception&) {
    return "fftw: registration of benchmarks failed: out of memory";
  }
}

std::vector<LibraryFact> library_facts() noexcept {
  try {
    std::vector<LibraryFact> facts = {{"fftw_version", fftw_version}};
    if (const auto name = library_holding(reinterpret_cast<const void*>(fftw_version))) {
      facts.push_back({"fftw_library", *name});
    }
    return facts;
  } catch (const std::exception&) {
    return {};
  }
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

#include <dnnl.h>
#include <dnnl_debug.h>
#include <fmt/format.h>

#include <string_view>

#include "bench/api/mapped_library.hpp"
#include "bench/libraries/module.hpp"
#include "bench/onednn/convolution.hpp"
#include "bench/onednn/operations.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  return register_all(registrar, "onednn: registration of benchmarks failed: out of memory",
                      {make_onednn_convolution, make_onednn_gemm, make_onednn_softmax, make_onednn_layer_norm,
                       make_onednn_batch_norm, make_onednn_pooling, make_onednn_activation});
}

std::vector<LibraryFact> library_facts() noexcept {
  return facts_or_none([] {
    std::vector<LibraryFact> facts;
    if (const dnnl_version_t* const version = dnnl_version()) {
      facts.push_back(
          {"onednn.version", fmt::format("{}.{}.{}", version->major, version->minor, version->patch)});
    }
    if (const auto name = library_holding(reinterpret_cast<const void*>(&dnnl_version))) {
      facts.push_back({"onednn.library", *name});
    }
    // What it will generate code for: less than the processor has where ONEDNN_MAX_CPU_ISA says so.
    constexpr std::string_view kFront = "cpu_isa_";
    std::string_view isa = dnnl_cpu_isa2str(dnnl_get_effective_cpu_isa());
    if (isa.starts_with(kFront)) isa.remove_prefix(kFront.size());
    facts.push_back({"onednn.isa", std::string(isa)});
    return facts;
  });
}

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{.build_id = gpubench::kBuildId,
                                         .name = "onednn",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts};
  return &info;
}

#include <dnnl.h>
#include <fmt/format.h>

#include <exception>

#include "bench/api/mapped_library.hpp"
#include "bench/api/registrar.hpp"
#include "bench/onednn/convolution.hpp"
#include "bench/onednn/operations.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  try {
    registrar.add(make_onednn_convolution());
    registrar.add(make_onednn_gemm());
    registrar.add(make_onednn_softmax());
    registrar.add(make_onednn_layer_norm());
    registrar.add(make_onednn_batch_norm());
    registrar.add(make_onednn_pooling());
    registrar.add(make_onednn_activation());
    return nullptr;
  } catch (const std::exception&) {
    return "onednn: registration of benchmarks failed: out of memory";
  }
}

std::vector<LibraryFact> library_facts() noexcept {
  try {
    std::vector<LibraryFact> facts;
    if (const dnnl_version_t* const version = dnnl_version()) {
      facts.push_back(
          {"onednn_version", fmt::format("{}.{}.{}", version->major, version->minor, version->patch)});
    }
    if (const auto name = library_holding(reinterpret_cast<const void*>(&dnnl_version))) {
      facts.push_back({"onednn_library", *name});
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
                                         .name = "onednn",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts};
  return &info;
}

// gpubench_manifest MODULE.so OUT.json: runs a module's registration at build time and writes what it
// registers.
#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <vector>

#include "bench/api/registrar.hpp"
#include "harness/manifest.hpp"

namespace gpubench {
namespace {

/// Throws std::runtime_error.
std::string manifest_of(const char* library) {
  void* handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);  // never closed: its benchmarks live until the end
  if (handle == nullptr) throw std::runtime_error(dlerror());
  const auto function = reinterpret_cast<ModuleFunction>(dlsym(handle, kModuleSymbol));
  if (function == nullptr) throw std::runtime_error(dlerror());
  const ModuleInfo& info = *function();
  if (std::strcmp(info.build_id, kBuildId) != 0) {
    throw std::runtime_error(fmt::format("build id {} is not this tool's {}", info.build_id, kBuildId));
  }
  Collection registered;
  if (const char* failure = info.register_benchmarks(registered)) throw std::runtime_error(failure);
  return to_json(make_manifest(info.name, registered.benchmarks, info.required));
}

}  // namespace
}  // namespace gpubench

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: gpubench_manifest MODULE.so OUT.json\n");
    return 64;
  }
  try {
    const std::string json = gpubench::manifest_of(argv[1]);
    std::ofstream out(argv[2]);
    if (!(out << json).flush()) throw std::runtime_error(fmt::format("cannot write {}", argv[2]));
  } catch (const std::exception& error) {
    fmt::print(stderr, "gpubench_manifest: {}: {}\n", argv[1], error.what());
    return EXIT_FAILURE;
  }
}

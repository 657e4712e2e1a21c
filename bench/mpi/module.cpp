#include <fmt/format.h>
#include <mpi.h>

#include <array>
#include <exception>

#include "bench/api/registrar.hpp"
#include "bench/collectives/list.hpp"
#include "bench/mpi/world.hpp"
#include "bench/point_to_point/list.hpp"

namespace gpubench {
namespace {

const char* register_benchmarks(Registrar& registrar) noexcept {
  try {
    for (auto& benchmark : collectives_benchmarks("host")) registrar.add(std::move(benchmark));
    for (auto& benchmark : point_to_point_benchmarks("host")) registrar.add(std::move(benchmark));
    return nullptr;
  } catch (const std::exception&) {
    return "mpi: registration of benchmarks failed: out of memory";
  }
}

/// "Open MPI 4.1.4": of the header; empty of one that does not tell in a way known here.
std::string compiled_library() {
#if defined(OMPI_MAJOR_VERSION)
  return fmt::format("Open MPI {}.{}.{}", OMPI_MAJOR_VERSION, OMPI_MINOR_VERSION, OMPI_RELEASE_VERSION);
#elif defined(MPICH_VERSION)
  return fmt::format("MPICH {}", MPICH_VERSION);
#else
  return {};
#endif
}

/// Both calls are among the few that MPI allows before MPI_Init.
std::vector<LibraryFact> library_facts() noexcept {
  try {
    std::vector<LibraryFact> facts;
    std::array<char, MPI_MAX_LIBRARY_VERSION_STRING> text{};
    int length = 0, major = 0, minor = 0;
    if (std::string compiled = compiled_library(); !compiled.empty())
      facts.push_back({"mpi.compiled", std::move(compiled)});
    if (MPI_Get_library_version(text.data(), &length) == MPI_SUCCESS) {
      facts.push_back({"mpi.library", std::string(text.data(), static_cast<std::size_t>(length))});
    }
    if (MPI_Get_version(&major, &minor) == MPI_SUCCESS) {
      facts.push_back({"mpi.standard", std::to_string(major) + "." + std::to_string(minor)});
    }
    return facts;
  } catch (const std::exception&) {
    return {};
  }
}

std::unique_ptr<World> open_world(std::string& reason) noexcept {
  try {
    return open_mpi_world();
  } catch (const std::exception& error) {
    reason = error.what();
    return nullptr;
  }
}

constexpr const char* kName = "mpi";

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{gpubench::kBuildId, gpubench::kName, gpubench::register_benchmarks,
                                         gpubench::library_facts, gpubench::open_world};
  return &info;
}

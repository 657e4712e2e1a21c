#include "harness/fingerprint/libraries.hpp"

#include <link.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "bench/api/mapped_library.hpp"

namespace gpubench {
namespace {

constexpr std::array<std::string_view, 40> kInteresting = {
    "libc",       "libm",        "libstdc++",   "libgcc_s",    "libgomp",     "libomp",    "libiomp5",
    "libpthread", "libtbb",      "libmpi",      "libopen-rte", "libopen-pal", "libpmix",   "libucp",
    "libfabric",  "libpsm2",     "libhwloc",    "libblas",     "libcblas",    "liblapack", "libopenblas",
    "libblis",    "libmkl",      "libdnnl",     "libfftw3",    "libhdf5",     "libcrypto", "libbenchmark",
    "libcudart",  "libcublas",   "libcudnn",    "libcufft",    "libnccl",     "libnvidia", "libcuda",
    "libnvrtc",   "libgfortran", "libjemalloc", "libtcmalloc", "libmimalloc"};

int add_library(dl_phdr_info* object, std::size_t, void* facts) noexcept {
  try {
    const std::string opened = std::filesystem::path(object->dlpi_name).filename();
    if (!is_library_of_interest(opened)) return 0;
    static_cast<FactList*>(facts)->add("library." + opened.substr(0, opened.find(".so")),
                                       describe_library(*object));
  } catch (const std::exception&) {
    return 0;  // a fact that can't be had is missing
  }
  return 0;
}

}  // namespace

bool is_library_of_interest(std::string_view file_name) {
  const auto end = file_name.find(".so");
  if (end == std::string_view::npos) return false;
  const std::string_view stem = file_name.substr(0, end);
  return std::any_of(kInteresting.begin(), kInteresting.end(), [stem](std::string_view name) {
    if (!stem.starts_with(name)) return false;
    // libmkl_core and libmpi_cxx, but not libcap for libc
    const std::string_view rest = stem.substr(name.size());
    return rest.empty() || std::isalpha(static_cast<unsigned char>(rest.front())) == 0 || name.size() > 6;
  });
}

std::vector<results::Fact> collect_libraries() {
  FactList facts("loaded");
  dl_iterate_phdr(add_library, &facts);
  return facts.take();
}

}  // namespace gpubench

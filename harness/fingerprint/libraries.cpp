#include "harness/fingerprint/libraries.hpp"

#include <elf.h>
#include <fmt/format.h>
#include <link.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>

namespace gpubench {
namespace {

constexpr std::array<std::string_view, 40> kInteresting = {
    "libc",       "libm",        "libstdc++",   "libgcc_s",    "libgomp",     "libomp",    "libiomp5",
    "libpthread", "libtbb",      "libmpi",      "libopen-rte", "libopen-pal", "libpmix",   "libucp",
    "libfabric",  "libpsm2",     "libhwloc",    "libblas",     "libcblas",    "liblapack", "libopenblas",
    "libblis",    "libmkl",      "libdnnl",     "libfftw3",    "libhdf5",     "libcrypto", "libbenchmark",
    "libcudart",  "libcublas",   "libcudnn",    "libcufft",    "libnccl",     "libnvidia", "libcuda",
    "libnvrtc",   "libgfortran", "libjemalloc", "libtcmalloc", "libmimalloc"};

std::span<const std::byte> bytes_at(std::uintptr_t address, std::size_t size) {
  return {reinterpret_cast<const std::byte*>(address), size};
}

/// The build id among an object's mapped notes.
std::optional<std::string> build_id_of(const dl_phdr_info& object) {
  for (int i = 0; i < object.dlpi_phnum; ++i) {
    const auto& segment = object.dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    if (auto id = parse_build_id(bytes_at(object.dlpi_addr + segment.p_vaddr, segment.p_memsz))) return id;
  }
  return std::nullopt;
}

int add_library(dl_phdr_info* object, std::size_t, void* facts) noexcept {
  try {
    const std::string opened = std::filesystem::path(object->dlpi_name).filename();
    if (!is_library_of_interest(opened)) return 0;
    // libmpi.so.40 is a link; the file it leads to is named with the full version.
    std::error_code error;
    const auto file = std::filesystem::canonical(object->dlpi_name, error);
    std::string value = error ? opened : file.filename().string();
    if (const auto id = build_id_of(*object)) value += " build id " + *id;
    static_cast<FactList*>(facts)->add("library." + opened.substr(0, opened.find(".so")), value);
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

std::optional<std::string> parse_build_id(std::span<const std::byte> notes) {
  const auto padded = [](std::size_t size) { return (size + 3) & ~std::size_t{3}; };
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) header{};
    std::memcpy(&header, notes.data(), sizeof header);
    const auto body = notes.subspan(sizeof header);
    const std::size_t name = padded(header.n_namesz), description = padded(header.n_descsz);
    if (name > body.size() || header.n_descsz > body.size() - name) return std::nullopt;
    if (header.n_type == NT_GNU_BUILD_ID && header.n_namesz == 4 && std::memcmp(body.data(), "GNU", 4) == 0) {
      std::string id;
      for (const std::byte byte : body.subspan(name, header.n_descsz))
        id += fmt::format("{:02x}", std::to_integer<int>(byte));
      return id;
    }
    notes = body.subspan(std::min(name + description, body.size()));
  }
  return std::nullopt;
}

}  // namespace gpubench

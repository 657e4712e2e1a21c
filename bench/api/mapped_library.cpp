#include "bench/api/mapped_library.hpp"

#include <elf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>

namespace gpubench {
namespace {

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

struct Search {
  std::uintptr_t address;
  std::optional<std::string> found;
};

int look_into(dl_phdr_info* object, std::size_t, void* data) noexcept {
  auto& search = *static_cast<Search*>(data);
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const auto& segment = object->dlpi_phdr[i];
    const std::uintptr_t begin = object->dlpi_addr + segment.p_vaddr;
    if (segment.p_type != PT_LOAD || search.address < begin || search.address >= begin + segment.p_memsz)
      continue;
    try {
      search.found = describe_library(*object);
    } catch (const std::exception&) {
      return 1;  // a fact that can't be had is missing
    }
    return 1;
  }
  return 0;
}

}  // namespace

std::string describe_library(const dl_phdr_info& library) {
  // libmpi.so.40 is a link; the file it leads to is named with the full version.
  std::error_code error;
  const auto file = std::filesystem::canonical(library.dlpi_name, error);
  std::string text = (error ? std::filesystem::path(library.dlpi_name) : file).filename();
  if (const auto id = build_id_of(library)) text += " build id " + *id;
  return text;
}

std::optional<std::string> library_holding(const void* address) {
  Search search{reinterpret_cast<std::uintptr_t>(address), std::nullopt};
  dl_iterate_phdr(look_into, &search);
  return search.found;
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

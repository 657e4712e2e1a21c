/// Mapped libraries: how a record names one of this process: by its file's own name, which holds the full
/// version, and its GNU build id, which tells two builds of one version apart; never by its folder, which may
/// be somebody's home.
#pragma once
#include <link.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace gpubench {

/// "libopenblasp-r0.3.21.so build id 6e42..."; for use in dl_iterate_phdr.
std::string describe_library(const dl_phdr_info& library);

/// The library that holds this address; nothing where none does.
std::optional<std::string> library_holding(const void* address);

/// The build id in the contents of a PT_NOTE segment, hexadecimal. Nothing where it holds none, or is
/// damaged. Source: elf(5), NT_GNU_BUILD_ID.
std::optional<std::string> parse_build_id(std::span<const std::byte> notes);

}  // namespace gpubench

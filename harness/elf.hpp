/// Elf: what a shared library asks of the loader, read from its file without loading it.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace gpubench {

struct ElfNeeds {
  std::vector<std::string> libraries;  ///< DT_NEEDED, in order: "libblas.so.3".
  std::vector<std::string> folders;    ///< DT_RUNPATH, else DT_RPATH; $ORIGIN already replaced.
};

/// Throws std::runtime_error where the file can't be read, is no ELF file of this machine's class, or is
/// damaged. Every offset in the file is checked against its size. Source: System V ABI, chapters 4 and 5
/// (dynamic section).
ElfNeeds read_elf_needs(const std::filesystem::path& library);

}  // namespace gpubench

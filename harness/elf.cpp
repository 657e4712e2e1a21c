#include "harness/elf.hpp"

#include <elf.h>
#include <fmt/format.h>
#include <link.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <system_error>

/// This program's own header, placed by the linker: what a library must match to be loaded into it.
extern "C" const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

namespace gpubench {
namespace {

/// Reads parts of a file; throws std::runtime_error beyond its end.
class PartReader {
 public:
  explicit PartReader(const std::filesystem::path& path) : path_(path) {
    std::error_code ignored;                                         // the opening below tells it again
    if (std::filesystem::is_fifo(path, ignored)) fail("is a pipe");  // which waits for a writer
    file_.open(path, std::ios::binary | std::ios::ate);
    if (!file_)
      throw std::runtime_error(fmt::format("cannot open {}: {}", path.string(), std::strerror(errno)));
    size_ = static_cast<std::uint64_t>(file_.tellg());
  }

  std::string bytes(std::uint64_t offset, std::uint64_t count) {
    if (offset > size_ || count > size_ - offset) fail("cut short");
    std::string part(count, '\0');
    file_.seekg(static_cast<std::streamoff>(offset));
    if (!file_.read(part.data(), static_cast<std::streamsize>(count))) fail("cannot be read");
    return part;
  }

  template <class Record>
  std::vector<Record> records(std::uint64_t offset, std::uint64_t count) {
    if (count > size_ / sizeof(Record)) fail("cut short");
    const std::string part = bytes(offset, count * sizeof(Record));
    std::vector<Record> records(count);
    std::memcpy(records.data(), part.data(), part.size());
    return records;
  }

  [[noreturn]] void fail(const char* what) const {
    throw std::runtime_error(fmt::format("{}: {}", path_.string(), what));
  }

 private:
  std::filesystem::path path_;
  std::ifstream file_;
  std::uint64_t size_ = 0;
};

std::vector<ElfW(Phdr)> read_segments(PartReader& file) {
  const std::string magic = file.bytes(0, EI_NIDENT);
  if (magic.compare(0, SELFMAG, ELFMAG) != 0) file.fail("not an ELF file");
  if (static_cast<unsigned char>(magic[EI_CLASS]) != __ehdr_start.e_ident[EI_CLASS])
    file.fail("built for another machine");
  const ElfW(Ehdr) header = file.records<ElfW(Ehdr)>(0, 1)[0];
  if (header.e_machine != __ehdr_start.e_machine) file.fail("built for another machine");
  if (header.e_phentsize != sizeof(ElfW(Phdr))) file.fail("damaged ELF header");
  return file.records<ElfW(Phdr)>(header.e_phoff, header.e_phnum);
}

/// The place in the file of an address that a loaded segment holds.
std::uint64_t file_offset(const PartReader& file, const std::vector<ElfW(Phdr)>& segments,
                          ElfW(Addr) address) {
  for (const auto& segment : segments) {
    if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
        address - segment.p_vaddr < segment.p_filesz) {
      return segment.p_offset + (address - segment.p_vaddr);
    }
  }
  file.fail("damaged dynamic section");
}

std::string text_at(const PartReader& file, const std::string& strings, std::uint64_t offset) {
  if (offset >= strings.size()) file.fail("damaged dynamic section");
  return strings.c_str() + offset;
}

/// "$ORIGIN/../lib:/opt/x" -> folders.
std::vector<std::string> split_folders(const std::string& paths, const std::string& origin) {
  std::vector<std::string> folders;
  for (std::size_t begin = 0; begin < paths.size();) {
    const std::size_t end = std::min(paths.find(':', begin), paths.size());
    std::string folder = paths.substr(begin, end - begin);
    for (const std::string variable : {"${ORIGIN}", "$ORIGIN"}) {
      if (const auto at = folder.find(variable); at != std::string::npos)
        folder.replace(at, variable.size(), origin);
    }
    if (!folder.empty()) folders.push_back(folder);
    begin = end + 1;
  }
  return folders;
}

}  // namespace

ElfNeeds read_elf_needs(const std::filesystem::path& library) {
  PartReader file(library);
  const auto segments = read_segments(file);
  std::vector<ElfW(Dyn)> dynamic;
  for (const auto& segment : segments) {
    if (segment.p_type == PT_DYNAMIC) {
      dynamic = file.records<ElfW(Dyn)>(segment.p_offset, segment.p_filesz / sizeof(ElfW(Dyn)));
    }
  }
  const auto find = [&](ElfW(Sxword) tag) -> std::optional<ElfW(Xword)> {
    for (const auto& entry : dynamic) {
      if (entry.d_tag == DT_NULL) break;
      if (entry.d_tag == tag) return entry.d_un.d_val;
    }
    return std::nullopt;
  };
  const auto table = find(DT_STRTAB);
  const auto size = find(DT_STRSZ);
  if (!table || !size) return {};  // a static program: needs nothing
  const std::string strings = file.bytes(file_offset(file, segments, *table), *size);

  ElfNeeds needs;
  for (const auto& entry : dynamic) {
    if (entry.d_tag == DT_NULL) break;
    if (entry.d_tag == DT_NEEDED) needs.libraries.push_back(text_at(file, strings, entry.d_un.d_val));
  }
  auto paths = find(DT_RUNPATH);
  if (!paths) paths = find(DT_RPATH);
  if (paths) {
    const std::string origin = std::filesystem::canonical(library).parent_path().string();
    needs.folders = split_folders(text_at(file, strings, *paths), origin);
  }
  return needs;
}

}  // namespace gpubench

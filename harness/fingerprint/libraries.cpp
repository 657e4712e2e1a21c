#include "harness/fingerprint/libraries.hpp"

#include <link.h>

#include <filesystem>
#include <utility>

#include "bench/api/mapped_library.hpp"

namespace gpubench {
namespace {

struct MappedFile {
  std::filesystem::path path;
  std::string description;
};

int add_mapped(dl_phdr_info* object, std::size_t, void* files) noexcept {
  try {
    const std::filesystem::path path = object->dlpi_name;  // empty: the program
    if (path.has_parent_path())
      static_cast<std::vector<MappedFile>*>(files)->push_back({path, describe_library(*object)});
  } catch (const std::exception&) {
    return 0;  // a fact that can't be had is missing
  }
  return 0;
}

}  // namespace

std::vector<results::Fact> collect_libraries(FileHashes& hashes, const Privacy& privacy) {
  std::vector<MappedFile> mapped;
  dl_iterate_phdr(add_mapped, &mapped);  // hashing waits until its lock is gone: others may want to load
  std::vector<std::filesystem::path> paths;
  for (const MappedFile& file : mapped) paths.push_back(file.path);
  const auto sums = hashes.sha256(paths);

  FactList facts("loaded");
  for (std::size_t i = 0; i < mapped.size(); ++i) {
    const std::string stem = library_stem(paths[i].string());
    if (privacy.objection("", stem)) {  // somebody's own, named after him
      facts.add("library.left_out", sums[i]);
      continue;
    }
    const auto objection = privacy.objection("", mapped[i].description);
    facts.add("library." + stem, objection ? "(left out: " + *objection + ")" : mapped[i].description);
    facts.add("library." + stem + ".sha256", sums[i]);
  }
  return facts.take();
}

std::string library_stem(const std::string& path) {
  const std::string name = std::filesystem::path(path).filename();
  return name.substr(0, name.find(".so"));
}

}  // namespace gpubench

#include "results/merge.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "results/clock.hpp"
#include "results/error.hpp"
#include "results/hash.hpp"
#include "results/hdf5_file.hpp"
#include "results/hdf5_node.hpp"
#include "results/index_row.hpp"
#include "results/merge_copy.hpp"
#include "results/open.hpp"
#include "results/output_place.hpp"
#include "results/publish.hpp"
#include "results/store_attribute.hpp"
#include "results/ulid.hpp"

namespace gpubench::results {
namespace {

namespace fs = std::filesystem;

/// What was joined so far; refuses what is there already.
class Joined {
 public:
  void add(const ResultFile& file, std::size_t place, const std::string& path) {
    const Launch& launch = file.launches()[place];
    if (const auto [found, fresh] = launches_.emplace(launch.ulid, path); !fresh)
      throw DataError(fmt::format("{}: launch {} is in {} too", path, launch.ulid, found->second));
    // The same measurements under another id would count twice as replicates.
    const std::string content = measurements_of(file.index(place));
    if (content.empty()) return;
    if (const auto [found, fresh] = contents_.emplace(content, path); !fresh)
      throw DataError(fmt::format("{}: launch {} has the measurements of one in {}, under another id", path,
                                  launch.ulid, found->second));
  }

 private:
  /// Hash over the hashes of what was measured; empty where nothing was.
  static std::string measurements_of(const std::vector<CaseIndex>& index) {
    std::vector<std::string> hashes;
    for (const CaseIndex& row : index)
      if (row.status == to_string(Status::measured)) hashes.push_back(row.hash);
    return hashes.empty() ? "" : content_hash(hashes);
  }

  std::map<std::string, std::string> launches_, contents_;  ///< To the path that brought them.
};

/// A file under a temporary name; gone with this object unless it was published.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& target)
      : path_(target.string() + '.' + make_ulid() + ".part"), file_(create_hdf5(path_)) {}
  ~TemporaryFile() {
    if (!published_) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  hid_t id() const { return file_.get(); }
  const fs::path& path() const { return path_; }

  void publish_as(const fs::path& target, bool replace) {
    publish(path_, target, replace);
    published_ = true;
  }
  void close(const fs::path& target) {
    if (file_.close() < 0)
      throw IoError(fmt::format("{}: can't be written: {}", target.string(), h5_message()));
  }

 private:
  fs::path path_;
  H5Handle file_;
  bool published_ = false;
};

void require_sound(const ResultFile& file, const std::string& path) {
  if (file.kind().starts_with("journal"))
    throw DataError(fmt::format("{0}: a journal: make a file of it first with gpubench recover {0}", path));
  const auto differences = verify_hashes(file);
  if (!differences.empty()) throw DataError(fmt::format("{}: damaged: {}", path, differences.front()));
}

std::string generator_of(const H5Node& root) {
  std::string generator;
  AttributeReader(root.id(), root.place())("generator", generator);
  return generator;
}

/// What was written is read as anyone would, before it gets its name.
void require_readable(const fs::path& path, std::size_t launches) {
  const auto file = open_results(path);
  if (file->launches().size() != launches || !file->warnings().empty())
    throw Error(ExitCode::software, "merge: the study does not hold what was joined");
}

}  // namespace

void merge(const std::vector<fs::path>& inputs, const fs::path& output, bool replace) {
  require_output_place(output, replace);
  TemporaryFile study(output);
  Joined joined;
  std::vector<std::string> hashes;
  std::string generator;
  {
    const StudyCopy copy(study.id());
    for (const fs::path& input : inputs) {
      const auto file = open_results(input);
      require_sound(*file, input.string());
      const H5Node root(open_hdf5_file(input), input.string());
      for (std::size_t i = 0; i < file->launches().size(); ++i) {
        joined.add(*file, i, input.string());
        copy.add_launch(root, file->launches()[i].ulid, file->index(i));
        hashes.push_back(file->launches()[i].hash);
      }
      copy.add_rest(root);
      generator = generator_of(root);
    }
    const AttributeWriter write(study.id());
    write("schema", std::string(kSchemaName));
    write("schema_version", std::int32_t{kSchemaVersion});
    write("created", utc_now());
    write("generator", generator);
    write("hash", content_hash(hashes));
  }
  study.close(output);
  require_readable(study.path(), hashes.size());
  study.publish_as(output, replace);
}

}  // namespace gpubench::results

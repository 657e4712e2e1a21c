#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/check.hpp"
#include "results/error.hpp"
#include "results/fields.hpp"
#include "results/hash.hpp"
#include "results/hdf5_file.hpp"
#include "results/hdf5_node.hpp"
#include "results/index_row.hpp"
#include "results/open.hpp"
#include "results/store_array.hpp"
#include "results/store_attribute.hpp"
#include "results/store_table.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kLaunchesMax = 100000;

/// The file's schema version.
int check_schema(const H5Node& root, const std::string& path) {
  const AttributeReader read(root.id(), path);
  std::string schema;
  if (H5Aexists(root.id(), "schema") > 0) read("schema", schema);
  if (schema != kSchemaName)
    throw DataError(path + ": an HDF5 file, but not gpubench's (no schema 'gpubench')");
  std::int32_t version = 0;
  read("schema_version", version);
  if (version < kSchemaVersionMin || version > kSchemaVersion)
    throw DataError(fmt::format("{}: schema {}; this program reads schema {} to {}{}", path, version,
                                kSchemaVersionMin, kSchemaVersion,
                                version > kSchemaVersion ? ": use a newer gpubench" : ""));
  return version;
}

class Hdf5Results : public ResultFile {
 public:
  explicit Hdf5Results(const std::filesystem::path& path)
      : bytes_(std::filesystem::file_size(path)), root_(open_hdf5_file(path), path.string()) {
    version_ = check_schema(root_, path.string());
    const H5Node launches = root_.group("launch");
    std::vector<std::string> launch_hashes;
    for (const std::string& ulid : launches.names(kLaunchesMax)) {
      read_launch(launches.group(ulid), ulid);
      launch_hashes.push_back(launches_.back().hash);
    }
    std::string hash;
    AttributeReader(root_.id(), root_.place())("hash", hash);
    if (hash != content_hash(launch_hashes))
      warnings_.push_back("the file's hash is not that of its launches");
  }

  const std::vector<Launch>& launches() const override { return launches_; }
  std::vector<CaseIndex> index(std::size_t launch) const override { return index_.at(launch); }
  std::string kind() const override { return fmt::format("HDF5, schema {}", version_); }
  std::vector<std::string> warnings() const override { return warnings_; }
  Case read_case(std::size_t launch, const std::string& id) const override;

 private:
  void read_launch(const H5Node& group, const std::string& ulid);
  std::vector<CaseIndex> read_index(const H5Node& group) const;
  StoredTable table(const H5Node& group, const std::string& name) const {
    const H5Node dataset = group.dataset(name);
    return read_table(dataset.id(), bytes_, dataset.place());
  }
  Matrix<std::int64_t> read_matrix(const H5Node& group, const std::string& name) const;
  std::vector<std::int32_t> read_participants(const H5Node& group) const;
  void read_values(const H5Node& dataset, hid_t type, void* values) const;
  void check_scale(const H5Node& group, const Case& c) const;

  std::uint64_t bytes_;
  H5Node root_;
  int version_ = 0;
  std::vector<Launch> launches_;
  std::vector<std::vector<CaseIndex>> index_;
  std::vector<std::string> warnings_;
};

void Hdf5Results::read_launch(const H5Node& group, const std::string& ulid) {
  Launch launch;
  const AttributeReader read(group.id(), group.place());
  each_launch_field(launch, read);
  read("hash", launch.hash);
  launch.ranks = rows_of<Rank>(table(group, "ranks"), group.place() + "/ranks",
                               [](auto& row, auto&& visit) { each_rank_field(row, visit); });
  launch.environment = rows_of<Fact>(table(group, "environment"), group.place() + "/environment",
                                     [](auto& row, auto&& visit) { each_fact_field(row, visit); });
  check(launch, group.place());
  if (launch.ulid != ulid) group.refuse("its ulid is another than its group's name");
  index_.push_back(read_index(group));
  std::vector<std::string> hashes;
  for (const CaseIndex& row : index_.back()) hashes.push_back(row.hash);
  if (launch.hash != content_hash(launch, hashes))
    warnings_.push_back(fmt::format("launch {}: its content is not what its hash says", ulid));
  launches_.push_back(std::move(launch));
}

std::vector<CaseIndex> Hdf5Results::read_index(const H5Node& group) const {
  auto rows = rows_of<CaseIndex>(table(group, "cases"), group.place() + "/cases",
                                 [](auto& row, auto&& visit) { each_index_field(row, visit); });
  std::vector<std::string> ids;
  for (const CaseIndex& row : rows) ids.push_back(row.id);
  std::sort(ids.begin(), ids.end());
  if (group.group("case").names(ids.size() + 1) != ids)
    group.refuse(fmt::format("the {} rows of cases are not the groups of case", ids.size()));
  return rows;
}

Case Hdf5Results::read_case(std::size_t launch, const std::string& id) const {
  const auto& rows = index_.at(launch);
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const CaseIndex& r) { return r.id == id; });
  if (row == rows.end())
    throw DataError(fmt::format("{}: launch {} has no case {}", root_.place(), launches_[launch].ulid, id));
  const H5Node group = root_.group("launch").group(launches_[launch].ulid).group("case").group(id);
  Case c;
  const AttributeReader read(group.id(), group.place());
  each_case_field(c, read);
  read("hash", c.hash);
  c.participants = read_participants(group);
  if (group.has("samples")) {
    c.samples = read_matrix(group, "samples");
    check_scale(group, c);
  }
  if (group.has("timeline")) {
    const H5Node timeline = group.group("timeline");
    if (timeline.has("starts")) c.starts = read_matrix(timeline, "starts");
    if (timeline.has("warm_up")) c.warm_up = read_matrix(timeline, "warm_up");
  }
  each_named_group(c, [&](const char* word, auto& matrices) {
    if (!group.has(word)) return;
    const H5Node named = group.group(word);
    for (const std::string& name : named.names(kNamesMax)) matrices[name] = read_matrix(named, name);
  });
  check(c, group.place());
  const IndexRow expected = index_row(c, c.hash);
  if (c.id != id || row->hash != c.hash || row->status != expected.status ||
      row->participants != expected.participants)
    group.refuse("it is not what the table of cases says");
  if (c.hash != content_hash(c)) group.refuse("its content is not what its hash says");
  return c;
}

Matrix<std::int64_t> Hdf5Results::read_matrix(const H5Node& group, const std::string& name) const {
  const H5Node dataset = group.dataset(name);
  const auto extents = checked_extents(dataset.id(), 2, kMatrixBytesMax, bytes_, dataset.place());
  Matrix<std::int64_t> matrix{static_cast<std::size_t>(extents[0]), static_cast<std::size_t>(extents[1]), {}};
  matrix.values.resize(matrix.rows * matrix.columns);
  read_values(dataset, H5T_STD_I64LE, matrix.values.data());
  return matrix;
}

std::vector<std::int32_t> Hdf5Results::read_participants(const H5Node& group) const {
  if (!group.has("rank")) return {};
  const H5Node dataset = group.dataset("rank");
  const auto extents = checked_extents(dataset.id(), 1, kMatrixBytesMax, bytes_, dataset.place());
  std::vector<std::int32_t> ranks(static_cast<std::size_t>(extents[0]));
  read_values(dataset, H5T_STD_I32LE, ranks.data());
  return ranks;
}

void Hdf5Results::read_values(const H5Node& dataset, hid_t type, void* values) const {
  const H5Handle stored(H5Dget_type(dataset.id()), H5Tclose);
  if (stored.get() < 0 || H5Tequal(stored.get(), type) <= 0) dataset.refuse("its values are of another type");
  if (H5Dread(dataset.id(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0) dataset.refuse(h5_message());
}

/// The scale is derived, so no hash covers it; but xarray's seconds depend on it.
void Hdf5Results::check_scale(const H5Node& group, const Case& c) const {
  const H5Node samples = group.dataset("samples");
  const AttributeReader read(samples.id(), samples.place());
  double scale = 0;
  double offset = 0;
  std::string units;
  read("scale_factor", scale);
  read("add_offset", offset);
  read("units", units);
  if (c.batch == 0 || scale != scale_factor_of(c) || offset != 0 || units != c.unit)
    samples.refuse(fmt::format("its scale is not one of a batch of {} in {}", c.batch, c.unit));
}

}  // namespace

std::unique_ptr<ResultFile> open_hdf5(const std::filesystem::path& path) {
  return std::make_unique<Hdf5Results>(path);
}

}  // namespace gpubench::results

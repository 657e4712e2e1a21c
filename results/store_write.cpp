#include <fmt/format.h>
#include <hdf5_hl.h>
#include <unistd.h>

#include "results/check.hpp"
#include "results/clock.hpp"
#include "results/error.hpp"
#include "results/fields.hpp"
#include "results/hash.hpp"
#include "results/hdf5_file.hpp"
#include "results/index_row.hpp"
#include "results/publish.hpp"
#include "results/store.hpp"
#include "results/store_array.hpp"
#include "results/store_attribute.hpp"
#include "results/store_table.hpp"
#include "results/ulid.hpp"

namespace gpubench::results {
namespace {

/// More attributes than any object here has: they stay in the object header, where they cost least.
constexpr unsigned kAttributesInHeader = 200;

H5Handle opened(hid_t id, H5Handle::Closer closer, const std::string& what) {
  if (id < 0) throw IoError(fmt::format("{}: {}", what, h5_message()));
  return {id, closer};
}

H5Handle create_group(hid_t parent, const std::string& name) {
  const H5Handle properties(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
  if (H5Pset_attr_phase_change(properties.get(), kAttributesInHeader, 0) < 0) throw IoError(h5_message());
  return opened(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, properties.get(), H5P_DEFAULT), H5Gclose,
                "group " + name);
}

void write_matrix(hid_t parent, const std::string& name, const Matrix<std::int64_t>& matrix) {
  write_dataset(parent, name, H5T_STD_I64LE, {matrix.rows, matrix.columns}, matrix.values.data());
}

/// The dimension `sample`: a length and a name; its index carries no information, so no values are stored.
H5Handle write_sample_dimension(hid_t group, hsize_t length) {
  const H5Handle space(H5Screate_simple(1, &length, nullptr), H5Sclose);
  const H5Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_fill_time(properties.get(), H5D_FILL_TIME_NEVER);
  H5Pset_obj_track_times(properties.get(), false);
  H5Handle scale = opened(
      H5Dcreate2(group, "sample", H5T_STD_I32LE, space.get(), H5P_DEFAULT, properties.get(), H5P_DEFAULT),
      H5Dclose, "dimension sample");
  // netCDF-4's words for a dimension without a coordinate variable.
  const std::string name = fmt::format("This is a netCDF dimension but not a netCDF variable.{:10}", length);
  if (H5DSset_scale(scale.get(), name.c_str()) < 0) throw IoError("dimension sample: " + h5_message());
  return scale;
}

void write_samples(hid_t group, const Case& c, hid_t rank_scale) {
  const H5Handle sample_scale = write_sample_dimension(group, c.samples.columns);
  const H5Handle samples = write_dataset(group, "samples", H5T_STD_I64LE, {c.samples.rows, c.samples.columns},
                                         c.samples.values.data());
  AttributeWriter write(samples.get());
  write("scale_factor", scale_factor_of(c));
  write("add_offset", 0.0);
  write("units", c.unit);
  write("long_name", std::string("time of one operation"));
  if (H5DSattach_scale(samples.get(), rank_scale, 0) < 0 ||
      H5DSattach_scale(samples.get(), sample_scale.get(), 1) < 0)
    throw IoError("dimensions of samples: " + h5_message());
}

}  // namespace

struct StoreWriter::State {
  std::filesystem::path target;
  std::filesystem::path temporary;
  H5Handle file;
  H5Handle launches;
  H5Handle launch;
  H5Handle cases;
  std::vector<IndexRow> index;
  std::vector<std::string> launch_hashes;
  std::string generator;

  /// Runs a step and puts the file's name in front of what went wrong.
  template <class F>
  void step(F&& work) {
    try {
      work();
    } catch (const IoError& error) {
      throw IoError(fmt::format("{}: {}", target.string(), error.what()));
    }
  }
};

StoreWriter::StoreWriter(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  state_->target = path;
  const std::filesystem::path temporary = path.string() + '.' + make_ulid() + ".part";
  state_->file = create_hdf5(temporary);
  state_->temporary = temporary;
  state_->launches = create_group(state_->file.get(), "launch");
}

StoreWriter::~StoreWriter() {
  if (state_->temporary.empty()) return;
  ::unlink(state_->temporary.c_str());
}

void StoreWriter::begin_launch(const Launch& launch) {
  check(launch, state_->target.string());
  state_->step([&] {
    state_->launch = create_group(state_->launches.get(), launch.ulid);
    state_->cases = create_group(state_->launch.get(), "case");
  });
  state_->index.clear();
}

void StoreWriter::write_case(const Case& finished) {
  check(finished, fmt::format("{}: case {}", state_->target.string(), finished.name));
  state_->step([&] {
    const H5Handle group = create_group(state_->cases.get(), finished.id);
    const std::string hash = finished.hash.empty() ? content_hash(finished) : finished.hash;
    AttributeWriter write(group.get());
    each_case_field(finished, write);
    write("hash", hash);
    if (!finished.participants.empty()) {
      const H5Handle rank = write_dataset(group.get(), "rank", H5T_STD_I32LE, {finished.participants.size()},
                                          finished.participants.data());
      if (H5DSset_scale(rank.get(), "rank") < 0) throw IoError("dimension rank: " + h5_message());
      if (!finished.samples.empty()) write_samples(group.get(), finished, rank.get());
    }
    if (!finished.starts.empty() || !finished.warm_up.empty()) {
      const H5Handle timeline = create_group(group.get(), "timeline");
      if (!finished.starts.empty()) write_matrix(timeline.get(), "starts", finished.starts);
      if (!finished.warm_up.empty()) write_matrix(timeline.get(), "warm_up", finished.warm_up);
    }
    each_named_group(finished, [&](const char* word, const auto& matrices) {
      if (matrices.empty()) return;
      const H5Handle named = create_group(group.get(), word);
      for (const auto& [name, matrix] : matrices)
        if (!matrix.empty()) write_matrix(named.get(), name, matrix);
    });
    state_->index.push_back(index_row(finished, hash));
  });
}

void StoreWriter::end_launch(const Launch& launch) {
  check(launch, state_->target.string());
  std::vector<std::string> case_hashes;
  for (const IndexRow& row : state_->index) case_hashes.push_back(row.hash);
  const std::string hash = launch.hash.empty() ? content_hash(launch, case_hashes) : launch.hash;
  state_->step([&] {
    const hid_t group = state_->launch.get();
    AttributeWriter write(group);
    each_launch_field(launch, write);
    write("hash", hash);
    write_table(group, "ranks",
                make_table(launch.ranks, [](auto&& row, auto&& visit) { each_rank_field(row, visit); }));
    write_table(group, "environment", make_table(launch.environment, [](auto&& row, auto&& visit) {
                  each_fact_field(row, visit);
                }));
    write_table(group, "cases", make_table(state_->index, [](auto&& row, auto&& visit) {
                  each_index_field(row, visit);
                  visit("unit", row.unit);
                  visit("better", row.better);
                }));
  });
  state_->launch_hashes.push_back(hash);
  state_->generator = launch.generator;
  state_->cases = {};
  state_->launch = {};
}

void StoreWriter::finish(bool replace) {
  state_->step([&] {
    AttributeWriter write(state_->file.get());
    write("schema", std::string(kSchemaName));
    write("schema_version", std::int32_t{kSchemaVersion});
    write("created", utc_now());
    write("generator", state_->generator);
    write("hash", content_hash(state_->launch_hashes));
    state_->launches = {};
    if (state_->file.close() < 0) throw IoError("can't be written: " + h5_message());
  });
  publish(state_->temporary, state_->target, replace);
  state_->temporary.clear();
}

}  // namespace gpubench::results

#include "results/export/mlflow_run.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "results/error.hpp"
#include "results/export/mlflow.hpp"
#include "results/file_descriptor.hpp"
#include "results/json.hpp"
#include "results/terminal.hpp"

namespace gpubench::results {
namespace {

namespace fs = std::filesystem;

// MAX_PARAM_VAL_LENGTH and MAX_TAG_VAL_LENGTH are characters; bytes are never fewer.
constexpr std::size_t kParamBytesMax = 6000;
constexpr std::size_t kTagBytesMax = 5000;

std::string yaml_text(const std::string& text) {
  return json_text(nlohmann::json(sanitize(text)));
}

void make_folder(const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) throw CreateError(fmt::format("{}: {}", folder.string(), failed.message()));
}

/// At most so many bytes, cut between characters.
std::string cut(const std::string& text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  std::size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

void write_value(const fs::path& folder, const std::string& key, const std::string& value) {
  make_folder(folder);
  write_text(folder / mlflow_part(key), value);
}

}  // namespace

void write_run_meta(const fs::path& run, const MlflowMeta& meta) {
  for (const char* folder : {"metrics", "params", "tags", "artifacts"}) make_folder(run / folder);
  constexpr int kFinished = 3, kFailed = 4;  // RunStatus
  constexpr int kLocal = 4;                  // SourceType
  write_text(run / "meta.yaml",
             fmt::format("artifact_uri: {}\nend_time: {}\nentry_point_name: ''\nexperiment_id: '{}'\n"
                         "lifecycle_stage: active\nrun_id: {}\nrun_name: {}\nrun_uuid: {}\nsource_name: ''\n"
                         "source_type: {}\nsource_version: ''\nstart_time: {}\nstatus: {}\ntags: []\n"
                         "user_id: ''\n",
                         yaml_text(meta.artifacts), meta.end_ms ? std::to_string(*meta.end_ms) : "null",
                         kMlflowExperiment, yaml_text(meta.id), yaml_text(meta.name), yaml_text(meta.id),
                         kLocal, meta.start_ms, meta.finished ? kFinished : kFailed));
}

void write_experiment_meta(const fs::path& experiment, const std::string& artifacts,
                           std::int64_t created_ms) {
  make_folder(experiment);
  write_text(experiment / "meta.yaml",
             fmt::format("artifact_location: {}\ncreation_time: {}\nexperiment_id: '{}'\n"
                         "last_update_time: {}\nlifecycle_stage: active\nname: gpubench\n",
                         yaml_text(artifacts), created_ms, kMlflowExperiment, created_ms));
}

void add_metric(const fs::path& run, const fs::path& parts, std::int64_t timestamp_ms,
                std::span<const double> steps) {
  const fs::path path = run / "metrics" / parts;
  make_folder(path.parent_path());
  std::ofstream file(path, std::ios::app | std::ios::binary);
  for (std::size_t step = 0; step < steps.size(); ++step)
    file << fmt::format("{} {} {}\n", timestamp_ms, steps[step], step);
  if (!file.flush()) throw IoError(fmt::format("{}: can't be written: is the disk full?", path.string()));
}

void write_param(const fs::path& run, const std::string& key, const std::string& value) {
  write_value(run / "params", key, cut(sanitize(value), kParamBytesMax));
}

void write_tag(const fs::path& run, const std::string& key, const std::string& value) {
  write_value(run / "tags", key, cut(sanitize(value), kTagBytesMax));
}

}  // namespace gpubench::results

/// MlflowRun: the folder of one run.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace gpubench::results {

/// What meta.yaml says of a run.
struct MlflowMeta {
  std::string id;    ///< A ULID.
  std::string name;  ///< As shown.
  std::string artifacts;
  std::int64_t start_ms = 0;
  std::optional<std::int64_t> end_ms;
  bool finished = true;
};

inline constexpr const char* kMlflowExperiment = "1";

/// Writes meta.yaml of a run, or of the experiment; what is text in them is quoted as JSON, which YAML is a
/// superset of.
void write_run_meta(const std::filesystem::path& run, const MlflowMeta& meta);
void write_experiment_meta(const std::filesystem::path& experiment, const std::string& artifacts,
                           std::int64_t created_ms);

/// Adds steps 0, 1, 2 ... of a metric, whose parts make its place: <group>/<case>/<figure>.
void add_metric(const std::filesystem::path& run, const std::filesystem::path& parts,
                std::int64_t timestamp_ms, std::span<const double> steps);
/// Key as mlflow_part() makes it; the value is cut at what MLflow takes.
void write_param(const std::filesystem::path& run, const std::string& key, const std::string& value);
void write_tag(const std::filesystem::path& run, const std::string& key, const std::string& value);

}  // namespace gpubench::results

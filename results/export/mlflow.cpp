#include "results/export/mlflow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "results/clock.hpp"
#include "results/error.hpp"
#include "results/export/case_path.hpp"
#include "results/export/mlflow_run.hpp"
#include "results/export/openmetrics.hpp"
#include "results/file_descriptor.hpp"
#include "results/row_order.hpp"
#include "results/ulid.hpp"

namespace gpubench::results {
namespace {

namespace fs = std::filesystem;

std::int64_t milliseconds_of(const std::string& utc) {
  return std::llround(1e3 * epoch_seconds(utc).value_or(0));
}

/// As the store takes a local place; what is no plain character is escaped (RFC 3986).
std::string file_uri(const fs::path& path) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri = "file://";
  for (const char c : fs::absolute(path).string())
    uri += kPlain.find(c) != std::string_view::npos ? std::string(1, c)
                                                    : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return uri;
}

/// <group>/<case>: always two folders, so that no metric's file is another's folder.
fs::path case_folder(const Row& row) {
  constexpr std::size_t kGroupMax = 40;
  const std::string group = group_of(row.name);
  const std::string path = case_path(row);
  const std::string rest = path.size() > group.size() ? path.substr(group.size() + 1) : path;
  const std::string part = mlflow_part(rest);
  // What was cut may be all that tells two cases apart.
  return fs::path(mlflow_part(group, kGroupMax)) /
         (rest.size() > kMlflowPartMax ? fmt::format("{}.{}", part, row.id) : part);
}

/// Values of each axis over all cases of the launch.
std::map<std::string, std::set<std::string>> axes_of(const std::vector<Row>& rows) {
  std::map<std::string, std::set<std::string>> axes;
  for (const Row& row : rows) {
    for (std::size_t begin = 0; begin < row.axes.size();) {
      const std::size_t end = std::min(row.axes.find(' ', begin), row.axes.size());
      const std::string axis = row.axes.substr(begin, end - begin);
      const std::size_t equals = axis.find('=');
      if (equals != std::string::npos) axes["axis." + axis.substr(0, equals)].insert(axis.substr(equals + 1));
      begin = end + 1;
    }
  }
  return axes;
}

/// Values of each fact of the image; ranks may differ.
std::map<std::string, std::set<std::string>> image_facts(const Launch& launch) {
  std::map<std::string, std::set<std::string>> facts;
  for (const Fact& fact : launch.environment)
    if (fact.scope == "image") facts["image." + fact.key].insert(fact.value);
  return facts;
}

/// Keys that only what MLflow does not take told apart get a number: "axis.a_b", "axis.a_b.2".
void write_params(const fs::path& run, const std::map<std::string, std::set<std::string>>& named) {
  constexpr std::size_t kNumberMax = 8;  // bytes, so that a key that was cut keeps its number
  std::set<std::string> taken;
  for (const auto& [key, values] : named) {
    std::string text;
    for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
    const std::string part = mlflow_part(key, kMlflowPartMax - kNumberMax);
    std::string own = part;
    for (std::size_t number = 2; !taken.insert(own).second; ++number)
      own = fmt::format("{}.{}", part, number);
    write_param(run, own, text);
  }
}

class MlflowExporter : public Exporter {
 public:
  MlflowExporter(const fs::path& target, bool samples, std::vector<LossRun> losses)
      : target_(target.has_filename() ? target : target.parent_path()),
        samples_(samples),
        losses_(std::move(losses)) {
    if (type_of(folder_of(target_)) != fs::file_type::directory)
      throw CreateError(fmt::format("{}: there is no folder to make it in", target_.string()));
    if (type_of(target_) != fs::file_type::not_found)
      throw CreateError(
          fmt::format("{}: exists; runs that are there are never replaced: give --output another name",
                      target_.string()));
    building_ = folder_of(target_) / fmt::format(".{}.{}", target_.filename().string(), make_ulid());
    write_experiment_meta(building_ / kMlflowExperiment, file_uri(target_ / kMlflowExperiment),
                          milliseconds_of(utc_now()));
  }
  ~MlflowExporter() override {
    std::error_code ignored;
    if (!building_.empty()) fs::remove_all(building_, ignored);
  }
  MlflowExporter(const MlflowExporter&) = delete;
  MlflowExporter& operator=(const MlflowExporter&) = delete;

  bool wants_samples() const override { return samples_; }

  void begin_launch(const Launch& launch, const std::vector<Row>& rows) override {
    MlflowMeta meta{launch.ulid,  launch.ulid,    {}, milliseconds_of(launch.start),
                    std::nullopt, launch.complete};
    if (!launch.end.empty()) meta.end_ms = milliseconds_of(launch.end);
    begin_run(meta);
    if (is_told(launch)) {
      write_param(run_, "profile", launch.profile);
      write_param(run_, "seed", std::to_string(launch.seed));
      write_param(run_, "ranks", std::to_string(launch.ranks.size()));
    }
    write_param(run_, "generator", launch.generator);
    write_params(run_, axes_of(rows));
    write_params(run_, image_facts(launch));
    write_tag(run_, "site", launch.site);
    write_tag(run_, "command_line", launch.command_line);
    write_tag(run_, "hash", launch.hash);
  }

  void write_case(const Row& row, const Case& c) override {
    fs::path folder = case_folder(row);
    if (!folders_.insert(folder).second) folder += "." + row.id;  // its twin's steps are another thing
    constexpr std::string_view kFront = "gpubench_case_";
    for (const CaseGauge& gauge : case_gauges()) {
      const std::optional<double> value = gauge.value(row);
      if (value) add_metric(run_, folder / (gauge.name + kFront.size()), start_ms_, std::array{*value});
    }
    if (!samples_) return;
    if (const std::vector<double> times = combined_times(c); !times.empty())
      add_metric(run_, folder / "sample_seconds", start_ms_, times);
  }

  void finish() override {
    for (const LossRun& loss : losses_) {
      begin_run({make_ulid(), loss.name, {}, milliseconds_of(utc_now()), std::nullopt, true});
      add_metric(run_, "loss", start_ms_, loss.loss);
    }
    std::error_code failed;
    fs::rename(building_, target_, failed);
    if (failed) throw CreateError(fmt::format("{}: {}", target_.string(), failed.message()));
    building_.clear();
  }

 private:
  void begin_run(MlflowMeta meta) {
    run_ = building_ / kMlflowExperiment / meta.id;
    folders_.clear();
    start_ms_ = meta.start_ms;
    meta.artifacts = file_uri(target_ / kMlflowExperiment / meta.id / "artifacts");
    write_run_meta(run_, meta);
    write_tag(run_, "mlflow.runName", meta.name);
  }

  fs::path target_, building_, run_;
  bool samples_;
  std::vector<LossRun> losses_;
  std::set<fs::path> folders_;  ///< Of the run in hand: a case each.
  std::int64_t start_ms_ = 0;
};

}  // namespace

std::string mlflow_part(std::string_view text, std::size_t bytes_max) {
  std::string part;
  for (const char c : text.substr(0, bytes_max)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-' || c == '.';
    part += plain ? c : c == '/' ? '.' : '_';
  }
  const bool names_a_folder = part.find_first_not_of('.') == std::string::npos;
  return names_a_folder ? "_" + part : part;
}

std::unique_ptr<Exporter> mlflow_exporter(const fs::path& target, bool samples, std::vector<LossRun> losses) {
  return std::make_unique<MlflowExporter>(target, samples, std::move(losses));
}

}  // namespace gpubench::results

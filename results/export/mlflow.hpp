/// Mlflow: launches as runs of MLflow's file store (mlruns/<experiment>/<run>/{meta.yaml,metrics,params,
/// tags}). Source: MLflow's store/tracking/file_store.py and utils/validation.py, as of 2.14.
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "results/export/exporter.hpp"
#include "results/repro/loss_curves.hpp"

namespace gpubench::results {

/// Text as one part of a name that MLflow takes: [A-Za-z0-9_.-], the rest "_"; never empty, "." or "..", no
/// longer than that many bytes. Keys may have 250, which a group, a case and a figure share.
inline constexpr std::size_t kMlflowPartMax = 160;
std::string mlflow_part(std::string_view text, std::size_t bytes_max = kMlflowPartMax);

/// Makes the folder `target`, experiment "gpubench" in it, a run a launch and a run a loss curve. It is built
/// under another name and gets its own in finish(); until then it is removed with the exporter. Throws
/// CreateError where something is there already: runs of others are never replaced; IoError.
std::unique_ptr<Exporter> mlflow_exporter(const std::filesystem::path& target, bool samples,
                                          std::vector<LossRun> losses);

}  // namespace gpubench::results

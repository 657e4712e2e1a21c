#include "harness/fingerprint/environment.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "harness/fingerprint/host_names.hpp"

namespace gpubench {
namespace {

constexpr std::array<std::string_view, 27> kFamilies = {
    "OMP_",   "GOMP_",   "KMP_",    "OPENBLAS_", "GOTO_",     "BLIS_",     "MKL_",      "DNNL_", "ONEDNN_",
    "FFTW_",  "MPICH_",  "I_MPI_",  "UCX_",      "FI_",       "PSM2_",     "NCCL_",     "CUDA_", "CUBLAS_",
    "CUDNN_", "NVIDIA_", "MALLOC_", "HWLOC_",    "GPUBENCH_", "OMPI_MCA_", "PMIX_MCA_", "HDF5_", "PYTORCH_"};
constexpr std::array<std::string_view, 6> kNames = {"LD_LIBRARY_PATH", "LD_PRELOAD", "LD_BIND_NOW",
                                                    "GLIBC_TUNABLES",  "TMPDIR",     "LC_ALL"};
// Open MPI's launcher speaks to its own ranks through these: ids, addresses, folders of one job.
// What a study tells one launch is in the record by its own names, and no property of the environment.
constexpr std::array<std::string_view, 15> kPerRank = {"OMPI_MCA_orte_",
                                                       "OMPI_MCA_ess",
                                                       "OMPI_MCA_initial_wdir",
                                                       "OMPI_MCA_pmix",
                                                       "OMPI_MCA_opal_",
                                                       "I_MPI_HYDRA_",
                                                       "MPICH_PMI",
                                                       "GPUBENCH_POSITION",
                                                       "GPUBENCH_OUTPUT",
                                                       "GPUBENCH_PAIR",
                                                       "GPUBENCH_ALLOCATION",
                                                       "GPUBENCH_SEED",
                                                       "GPUBENCH_CASES",
                                                       "GPUBENCH_BATCHES",
                                                       "OMPI_MCA_mca_base_env_list"};

bool has_prefix(std::string_view name, std::string_view prefix) {
  return name.starts_with(prefix);
}

/// What each of several files or folders lets be said of it: of a library in somebody's home, its own name.
std::string private_paths(const std::string& value, const Privacy& privacy) {
  std::string text;
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t end = std::min(value.find_first_of(": ", begin), value.size());
    const std::string path = value.substr(begin, end - begin);
    if (const auto objection = privacy.objection("", path)) {
      text += "(left out: " + *objection + ")";
      const std::string name = path.substr(path.rfind('/') + 1);
      if (name.find(".so") != std::string::npos && !privacy.objection("", name)) text += "/" + name;
    } else {
      text += path;
    }
    if (end < value.size()) text += value[end];
    begin = end + 1;
  }
  return text;
}

bool lists_paths(std::string_view name) {
  return name == "LD_LIBRARY_PATH" || name == "LD_PRELOAD";
}

/// What a variable says of other hosts, too: where a job's ranks meet, whom they ask.
std::optional<std::string> objection_to(const std::string& name, const std::string& value,
                                        const Privacy& privacy) {
  if (name == "NCCL_COMM_ID") return "an address";  // whatever its form: a host's name without a dot is one
  if (auto objection = privacy.objection(name, value)) return objection;
  return names_a_host(value) ? std::optional<std::string>("the name of a host") : std::nullopt;
}

}  // namespace

bool is_recorded_variable(std::string_view name) {
  const auto is_prefix = [name](std::string_view prefix) { return has_prefix(name, prefix); };
  if (std::any_of(kPerRank.begin(), kPerRank.end(), is_prefix)) return false;
  return std::any_of(kFamilies.begin(), kFamilies.end(), is_prefix) ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::vector<results::Fact> parse_environment(const std::vector<std::string>& entries,
                                             const Privacy& privacy) {
  FactList facts("run");
  for (const std::string& entry : entries) {
    const auto equals = entry.find('=');
    if (equals == std::string::npos) continue;
    const std::string name = entry.substr(0, equals);
    const std::string value = entry.substr(equals + 1);
    if (!is_recorded_variable(name)) continue;
    if (lists_paths(name) && !value.empty()) {
      facts.add("variable." + name, private_paths(value, privacy));
      continue;
    }
    const auto objection = objection_to(name, value, privacy);
    facts.add("variable." + name, objection       ? "(left out: " + *objection + ")"
                                  : value.empty() ? "(empty)"
                                                  : value);
  }
  return facts.take();
}

std::vector<results::Fact> collect_environment(const Privacy& privacy) {
  std::vector<std::string> entries;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) entries.emplace_back(*entry);
  return parse_environment(entries, privacy);
}

}  // namespace gpubench

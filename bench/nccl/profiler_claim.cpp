#include "bench/nccl/profiler_claim.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

#include "bench/nccl/profiler.hpp"

namespace gpubench {
namespace {

constexpr const char* kVariable = "NCCL_PROFILER_PLUGIN";
/// The first with version 4 of the interface.
constexpr int kVersionMin = 22700;
/// What NCCL keeps of a plugin's name. Source: src/plugin/plugin_open.cc, MAX_STR_LEN.
constexpr std::size_t kPathMax = 254;

/// The files in which NCCL looks for variables that the environment does not set.
std::vector<std::string> configuration_files() {
  std::vector<std::string> files = {"/etc/nccl.conf"};
  const char* named = std::getenv("NCCL_CONF_FILE");
  const passwd* user = getpwuid(getuid());
  if (named != nullptr && *named != '\0')
    files.emplace_back(named);
  else if (user != nullptr && user->pw_dir != nullptr)
    files.push_back(std::string(user->pw_dir) + "/.nccl.conf");
  return files;
}

bool is_configured() {
  for (const std::string& file : configuration_files()) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    if (sets_variable(text.str(), kVariable)) return true;
  }
  return false;
}

/// Left open: NCCL is about to open it.
bool default_is_installed() {
  return dlopen("libnccl-profiler.so", RTLD_NOW | RTLD_LOCAL) != nullptr;
}

std::string own_path() {
  Dl_info found{};
  const bool known = dladdr(reinterpret_cast<const void*>(&nccl_choices), &found) != 0;
  return known && found.dli_fname != nullptr ? found.dli_fname : "";
}

}  // namespace

std::string profiler_obstacle(const NcclProfilerSurroundings& surroundings) {
  const int version = surroundings.nccl_version;
  if (version < kVersionMin)
    return fmt::format("NCCL {}.{} has an older profiler interface than 2.27's", version / 10000,
                       version % 10000 / 100);
  if (surroundings.variable_set) return "NCCL_PROFILER_PLUGIN is the user's own";
  if (surroundings.default_installed) return "libnccl-profiler.so is NCCL's profiler here";
  if (surroundings.module_path.empty()) return "the module's own file is not known";
  if (surroundings.module_path.size() > kPathMax)
    return fmt::format("the module's path is longer than the {} characters NCCL takes", kPathMax);
  return {};
}

bool sets_variable(std::string_view configuration, std::string_view name) {
  while (!configuration.empty()) {
    const std::string_view line = configuration.substr(0, configuration.find('\n'));
    configuration.remove_prefix(std::min(configuration.size(), line.size() + 1));
    if (line.starts_with(name) && line.substr(name.size()).starts_with('=')) return true;
  }
  return false;
}

NcclProfilerClaim::NcclProfilerClaim(int nccl_version) {
  const std::string path = own_path();
  const bool variable_set = std::getenv(kVariable) != nullptr || is_configured();
  obstacle_ = profiler_obstacle({nccl_version, variable_set, !variable_set && default_is_installed(), path});
  if (obstacle_.empty()) setenv(kVariable, path.c_str(), 1);
}

NcclProfilerClaim::~NcclProfilerClaim() {
  if (obstacle_.empty()) unsetenv(kVariable);
}

}  // namespace gpubench

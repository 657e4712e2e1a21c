#include "harness/study/study_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/json.hpp"
#include "results/store.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;
using results::CreateError;
using results::FileDescriptor;

constexpr std::uintmax_t kPlanBytesMax = 1u << 20;
constexpr const char* kSchema = "gpubench-study-plan/1";

std::string to_text(const StudyPlan& plan) {
  return results::json_text(nlohmann::ordered_json{{"schema", kSchema},
                                                   {"kind", plan.kind},
                                                   {"commands", plan.commands},
                                                   {"seed", plan.seed},
                                                   {"allocation", plan.allocation}},
                            2) +
         "\n";
}

StudyPlan read_plan(const fs::path& path) {
  try {
    const nlohmann::json text = results::json_of(results::read_text(path, kPlanBytesMax));
    if (text.at("schema") != kSchema) throw std::runtime_error("it is of another version");
    return {text.at("kind"), text.at("commands"), text.at("seed"), text.at("allocation")};
  } catch (const std::exception& error) {
    throw results::DataError(fmt::format("{}: no plan of a study: {}: remove the folder to begin again",
                                         path.string(), error.what()));
  }
}

void write_plan(const fs::path& path, const StudyPlan& plan) {
  const fs::path temporary = path.string() + ".new";
  std::ofstream file(temporary);
  file << to_text(plan);
  if (!file.flush())
    throw results::IoError(fmt::format("{}: can't be written: is the disk full?", temporary.string()));
  file.close();
  results::sync_file(temporary);
  fs::rename(temporary, path);
}

FileDescriptor lock(const fs::path& folder) {
  const fs::path path = folder / "lock";
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (file.get() < 0) throw CreateError(fmt::format("{}: {}", path.string(), std::strerror(errno)));
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    throw results::UsageError(fmt::format(
        "{}: another gpubench works on this study: wait for its end, or give --output another name",
        folder.string()));
  return file;
}

/// Where the folder goes to be emptied: a death meanwhile leaves no half study that looks like one begun.
fs::path done_name(const fs::path& folder) {
  return folder.string() + "-done";
}

fs::path made(const fs::path& study) {
  const fs::path folder = study.string() + ".launches";
  std::error_code failed;
  fs::remove_all(done_name(folder), failed);
  fs::create_directories(folder, failed);
  if (failed) throw CreateError(fmt::format("{}: can't be made: {}", folder.string(), failed.message()));
  return folder;
}

/// The first name that is free: file.h5.incomplete-1, -2 ...
fs::path aside_name(const fs::path& file) {
  for (int i = 1;; ++i) {
    const fs::path name = fmt::format("{}.incomplete-{}", file.string(), i);
    if (!fs::exists(name)) return name;
  }
}

bool holds_launches(const fs::path& folder) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".h5") return true;
  return false;
}

bool holds_a_whole_launch(const fs::path& file) {
  try {
    const auto opened = results::open_results(file);
    return opened->launches().size() == 1 && opened->launches().front().complete;
  } catch (const results::Error&) {
    return false;
  }
}

}  // namespace

StudyFolder::StudyFolder(const fs::path& study, const StudyPlan& wanted)
    : path_(made(study)), plan_(wanted), lock_(lock(path_)) {
  const fs::path plan = path_ / "plan.json";
  if (!fs::exists(plan)) {
    if (holds_launches(path_))
      throw results::UsageError(fmt::format(
          "{}: holds launches and no plan that says of which study: `gpubench merge` makes them a file; then "
          "remove the folder, or give --output another name",
          path_.string()));
    write_plan(plan, wanted);
    return;
  }
  const StudyPlan begun = read_plan(plan);
  if (begun.kind != wanted.kind || begun.commands != wanted.commands) {
    throw results::UsageError(fmt::format(
        "{}: holds launches of another study ({} of '{}'): end that one by its own command, give --output "
        "another name, or remove the folder",
        path_.string(), begun.kind, begun.commands.empty() ? std::string() : begun.commands.front()));
  }
  plan_ = begun;
}

bool StudyFolder::has(const std::string& launch) const {
  const fs::path path = file(launch);
  const fs::path journal = path.string() + ".journal";
  if (fs::exists(path) && holds_a_whole_launch(path)) return true;
  for (const fs::path& left : {path, journal}) {
    if (fs::exists(left)) fs::rename(left, aside_name(left));
  }
  return false;
}

bool StudyFolder::remove(const std::vector<fs::path>& merged) {
  std::error_code ignored;
  std::set<fs::path> done = {"plan.json", "lock"};
  for (const fs::path& launch : merged) {
    done.insert(launch.filename());
    done.insert(fs::path(launch.filename()).replace_extension(".log"));
  }
  bool all = true;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_))
    all = all && done.contains(entry.path().filename());
  if (all) {
    const fs::path aside = done_name(path_);
    fs::rename(path_, aside, ignored);
    if (!ignored) {
      fs::remove_all(aside, ignored);
      return true;
    }
  }
  for (const fs::path& launch : merged) {
    fs::remove(launch, ignored);
    fs::remove(fs::path(launch).replace_extension(".log"), ignored);
  }
  // Launches that stay are of this plan, and of no other.
  if (!holds_launches(path_)) fs::remove(path_ / "plan.json", ignored);
  fs::remove(path_ / "lock", ignored);
  return false;
}

}  // namespace gpubench

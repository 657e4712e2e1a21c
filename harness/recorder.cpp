#include "harness/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bench/api/registrar.hpp"
#include "results/clock.hpp"
#include "results/error.hpp"
#include "results/store.hpp"
#include "results/ulid.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;

results::Launch make_launch(const RunOptions& options, const Session& session, const Plan& plan,
                            std::vector<results::Fact> environment) {
  results::Launch launch;
  launch.ulid = results::make_ulid();
  launch.generator = fmt::format("gpubench {}", kVersion);
  launch.build_id = kBuildId;
  launch.command_line = options.command_line;
  launch.profile = to_string(options.profile);
  launch.seed = session.seed;
  launch.start = results::utc_now();
  launch.site = options.site;
  launch.allocation = options.allocation;
  launch.pair = options.pair;
  launch.position = options.position;
  launch.planned = static_cast<std::uint32_t>(plan.cases.size());
  launch.ranks = rank_table(session);
  launch.environment = std::move(environment);
  return launch;
}

}  // namespace

fs::path output_path(const RunOptions& options, const std::string& ulid, const std::string& start) {
  if (!options.output.empty()) return options.output;
  // "2026-01-31T12:34:56.789Z" -> "20260131T123456Z": sorts by time and has no character a shell or a URL minds.
  std::string stamp = start.substr(0, 19) + "Z";
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  return fmt::format("gpubench-{}-{}.h5", stamp, ulid);
}

Recorder::Recorder(const RunOptions& options, const Session& session, const Plan& plan,
                   std::vector<results::Fact> environment, Clock::time_point begin)
    : replace_(options.force), begin_(begin), launch_(make_launch(options, session, plan, std::move(environment))) {
  output_ = output_path(options, launch_.ulid, launch_.start);
  if (fs::is_directory(output_))
    throw results::CreateError(fmt::format("{}: is a folder: give --output a file name", output_.string()));
  if (fs::exists(output_) && !replace_)
    throw results::CreateError(
        fmt::format("{}: exists: give --output another name, or --force to replace it", output_.string()));
  fs::path journal = output_;
  journal += ".journal";
  if (fs::exists(journal))
    throw results::CreateError(fmt::format("{}: an unfinished run's journal is there: save it with `gpubench recover {}`",
                                           journal.string(), journal.string()));
  journal_.emplace(journal, launch_);
}

void Recorder::record(const results::Case& finished) {
  journal_->append(finished);
  ++recorded_;
  launch_.wall.warm_up += finished.wall.warm_up;
  launch_.wall.timed += finished.wall.timed;
  launch_.wall.verification += finished.wall.verification;
}

fs::path Recorder::finish(const std::string& stop_reason) {
  launch_.end = results::utc_now();
  launch_.stop_reason = stop_reason;
  launch_.complete = stop_reason == "finished" && recorded_ == launch_.planned;
  launch_.wall_seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  const results::WallShares& wall = launch_.wall;
  launch_.wall.harness = std::max(0.0, launch_.wall_seconds - wall.warm_up - wall.timed - wall.verification);
  journal_->append_end(launch_);
  const fs::path journal = journal_->path();
  try {
    results::build_from_journal(journal, output_, replace_);
  } catch (const results::Error& error) {
    throw results::Error(error.code(),
                         fmt::format("{} (all results are in {}: `gpubench recover {}`)", error.what(),
                                     journal.string(), journal.string()));
  }
  fs::remove(journal);
  finished_ = true;
  return output_;
}

}  // namespace gpubench

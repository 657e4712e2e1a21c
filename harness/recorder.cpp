#include "harness/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bench/api/registrar.hpp"
#include "harness/fingerprint/private_words.hpp"
#include "results/clock.hpp"
#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/output_place.hpp"
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
  launch.command_line = private_words(options.arguments, Privacy::of_this_process());
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
  // "2026-01-31T12:34:56.789Z" -> "20260131T123456Z": sorts by time and has no character a shell or a URL
  // minds.
  std::string stamp = start.substr(0, 19) + "Z";
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  return fmt::format("gpubench-{}-{}.h5", stamp, ulid);
}

Recorder::Recorder(const RunOptions& options, const Session& session, const Plan& plan,
                   std::vector<results::Fact> environment, Clock::time_point begin)
    : replace_(options.force),
      begin_(begin),
      launch_(make_launch(options, session, plan, std::move(environment))) {
  output_ = output_path(options, launch_.ulid, launch_.start);
  results::require_output_place(output_, replace_);
  fs::path journal = output_;
  journal += ".journal";
  if (results::type_of(journal) != fs::file_type::not_found)
    throw results::CreateError(fmt::format(
        "{}: an unfinished run's journal is there: save it with `gpubench recover {}`, then remove it",
        journal.string(), journal.string()));
  journal_.emplace(journal, launch_);
}

void Recorder::record(const results::Case& finished) {
  try {
    journal_->append(finished);
  } catch (const results::Error& error) {
    throw explained(error);
  }
  ++recorded_;
  launch_.wall.warm_up += finished.wall.warm_up;
  launch_.wall.timed += finished.wall.timed;
  launch_.wall.verification += finished.wall.verification;
}

void Recorder::end_journal(const std::string& stop_reason) {
  if (ended_) return;  // a second end would contradict the first
  launch_.end = results::utc_now();
  launch_.stop_reason = stop_reason;
  launch_.complete = stop_reason == "finished" && recorded_ == launch_.planned;
  launch_.wall_seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  const results::WallShares& wall = launch_.wall;
  launch_.wall.harness = std::max(0.0, launch_.wall_seconds - wall.warm_up - wall.timed - wall.verification);
  journal_->append_end(launch_);
  ended_ = true;
}

fs::path Recorder::finish(const std::string& stop_reason) {
  const fs::path journal = journal_->path();
  try {
    end_journal(stop_reason);
    results::build_from_journal(journal, output_, replace_);
  } catch (const results::Error& error) {
    throw explained(error);
  }
  finished_ = true;
  std::error_code failure;
  fs::remove(journal, failure);
  if (failure)
    throw results::IoError(fmt::format("{}: can't be removed: {}; all results are in {}", journal.string(),
                                       failure.message(), output_.string()));
  return output_;
}

results::Error Recorder::explained(const results::Error& error) const {
  const std::string journal = journal_->path().string();
  return {error.code(), fmt::format("{} (what is finished is in {}: `gpubench recover {}`)", error.what(),
                                    journal, journal)};
}

}  // namespace gpubench

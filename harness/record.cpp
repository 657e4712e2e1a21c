#include "harness/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "harness/number_ranges.hpp"

namespace gpubench {
namespace {

results::Work to_results(const Work& work) {
  return {.bytes_read = work.read.count,
          .bytes_written = work.written.count,
          .flop = work.flop.count,
          .operations = work.operations,
          .message_bytes = work.message.count,
          .message_meaning = work.message_meaning,
          .bus_factor = work.bus_factor};
}

template <class Value>
results::Matrix<std::int64_t> matrix_of(const std::vector<RankReport>& reports, std::size_t columns,
                                        Value value) {
  results::Matrix<std::int64_t> matrix{reports.size(), columns, {}};
  matrix.values.reserve(reports.size() * columns);
  for (std::size_t row = 0; row < reports.size(); ++row)
    for (std::size_t column = 0; column < columns; ++column) matrix.values.push_back(value(row, column));
  return matrix;
}

/// A series is kept where every participant could read it.
void fill_disturbances(results::Case& record, const std::vector<RankReport>& reports, std::size_t samples) {
  for (const std::string& name : reports.front().series) {
    std::vector<std::size_t> places;
    for (const RankReport& report : reports) {
      const auto found = std::ranges::find(report.series, name);
      if (found != report.series.end())
        places.push_back(static_cast<std::size_t>(found - report.series.begin()));
    }
    if (places.size() != reports.size()) continue;
    record.disturbances[name] = matrix_of(reports, samples, [&](auto r, auto c) {
      return reports[r].measurement.samples.at(c).disturbance.values.at(places[r]);
    });
  }
}

/// What slows a device while it is measured, beside each of its samples, so that a reader need not look for
/// the reading himself. A device that does not tell it has kAbsent in each.
void join_readings(results::Case& record, const std::vector<RankReport>& reports, std::size_t samples) {
  for (const char* name : {"clock_sm_mhz", "throttle_bits"}) {
    std::vector<std::optional<std::size_t>> places;
    for (const RankReport& report : reports) {
      const std::vector<std::string>& series = report.telemetry.series;
      const auto found = std::ranges::find(series, name);
      places.push_back(found == series.end() ? std::nullopt : std::optional(found - series.begin()));
    }
    if (std::ranges::none_of(places, [](const auto& place) { return place.has_value(); })) continue;
    record.disturbances[name] = matrix_of(reports, samples, [&](auto row, auto column) {
      const Interval& sample = reports[row].measurement.samples.at(column).interval;
      const std::int64_t begin = sample.start.count();
      return places[row] ? reading_at_end(reports[row].telemetry, *places[row], begin,
                                          begin + sample.duration.count())
                         : results::kAbsent;
    });
  }
}

/// A series is kept where any participant's device has it; rows end in kAbsent where others read more often.
void fill_telemetry(results::Case& record, const std::vector<RankReport>& reports,
                    const std::vector<std::int64_t>& epochs) {
  std::size_t readings = 0;
  for (const RankReport& report : reports) readings = std::max(readings, report.telemetry.times.size());
  if (readings == 0) return;
  record.telemetry["times"] = matrix_of(reports, readings, [&](auto row, auto column) {
    const auto& times = reports[row].telemetry.times;
    return column < times.size() ? times[column] - epochs[row] : results::kAbsent;
  });
  for (const RankReport& report : reports)
    for (const std::string& name : report.telemetry.series) record.telemetry.try_emplace(name);
  for (auto& [name, matrix] : record.telemetry) {
    if (name == "times") continue;
    matrix = matrix_of(reports, readings, [&, &wanted = name](auto row, auto column) {
      const TelemetryLog& log = reports[row].telemetry;
      const auto place = std::ranges::find(log.series, wanted) - log.series.begin();
      const auto series = static_cast<std::ptrdiff_t>(log.series.size());
      if (column >= log.times.size() || place == series) return results::kAbsent;
      return log.values.at(column * log.series.size() + static_cast<std::size_t>(place));
    });
  }
}

void fill_samples(results::Case& record, const std::vector<RankReport>& reports,
                  const std::vector<std::int64_t>& epochs) {
  const std::size_t samples = reports.front().measurement.samples.size();
  const auto sample = [&](std::size_t row, std::size_t column) -> const Sample& {
    return reports[row].measurement.samples.at(column);
  };
  record.samples =
      matrix_of(reports, samples, [&](auto r, auto c) { return sample(r, c).interval.duration.count(); });
  record.starts = matrix_of(reports, samples,
                            [&](auto r, auto c) { return sample(r, c).interval.start.count() - epochs[r]; });
  record.warm_up = matrix_of(reports, reports.front().measurement.warm_up.size(),
                             [&](auto r, auto c) { return reports[r].measurement.warm_up.at(c); });
  fill_disturbances(record, reports, samples);
  join_readings(record, reports, samples);
}

/// Why these reports make no measurement; empty where they do.
std::string find_failure(const std::vector<std::int32_t>& participants,
                         const std::vector<RankReport>& reports) {
  const Measurement& first = reports.front().measurement;
  for (std::size_t i = 0; i < reports.size(); ++i)
    if (!reports[i].failure.empty()) return fmt::format("rank {}: {}", participants[i], reports[i].failure);
  for (std::size_t i = 1; i < reports.size(); ++i) {
    const Measurement& one = reports[i].measurement;
    if (one.batch != first.batch || one.samples.size() != first.samples.size() ||
        one.warm_up.size() != first.warm_up.size())
      return fmt::format(
          "rank {} took {} samples of {} operations after {} batches, rank {} {} of {} after {}",
          participants[i], one.samples.size(), one.batch, one.warm_up.size(), participants.front(),
          first.samples.size(), first.batch, first.warm_up.size());
  }
  return {};
}

/// The first participant's facts, and in that order those only others have. A value that not all share is
/// followed by who has it: "2 (ranks 0,4), 1 (ranks 5-7)".
results::Facts combine_facts(const std::vector<std::int32_t>& participants,
                             const std::vector<RankReport>& reports) {
  std::vector<std::string> keys;
  std::map<std::string, std::vector<std::pair<std::string, std::vector<int>>>> values;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    for (const auto& [key, value] : reports[i].facts) {
      auto& known = values[key];
      if (known.empty()) keys.push_back(key);
      auto found = std::ranges::find(known, value, [](const auto& entry) { return entry.first; });
      if (found == known.end()) found = known.insert(known.end(), {value, {}});
      found->second.push_back(participants[i]);
    }
  }
  results::Facts facts;
  for (const std::string& key : keys) {
    std::string text;
    for (const auto& [value, ranks] : values[key]) {
      text += (text.empty() ? "" : ", ") + value;
      if (ranks.size() < reports.size()) text += fmt::format(" (ranks {})", format_ranges(ranks));
    }
    facts.emplace_back(key, text);
  }
  return facts;
}

results::WallShares wall_of(const RankReport& report) {
  const WallTime& wall = report.measurement.wall;
  const Seconds rest = report.wall - wall.warm_up - wall.timed - wall.verification;
  return {wall.warm_up.count(), wall.timed.count(), wall.verification.count(), std::max(0.0, rest.count())};
}

}  // namespace

results::Case make_frame(const PlannedCase& planned, std::uint32_t order) {
  results::Case record;
  record.name = planned.description.name;
  record.backend = planned.description.backend;
  record.axes = planned.axes.values();
  record.scope = to_string(planned.description.scope);
  record.batch = planned.batch;
  record.order = order;
  record.metric = to_string(planned.description.metric);
  record.status = results::Status::skipped;
  record.reason = planned.skip_reason;
  record.across_ranks = to_string(planned.across_ranks);
  record.ceiling = planned.ceiling;
  record.sets_ceiling = planned.sets_ceiling;
  record.work = to_results(planned.work);
  if (planned.batch_given) record.facts.emplace_back("batch_given", std::to_string(planned.batch));
  record.id = results::identity_of(record);
  return record;
}

void fill_record(results::Case& record, const std::vector<std::int32_t>& participants,
                 const std::vector<RankReport>& reports, const std::vector<std::int64_t>& epochs) {
  record.participants = participants;
  record.reason = find_failure(participants, reports);
  if (!reports.front().obstacle.empty()) {
    record.status = results::Status::skipped;
    record.reason = reports.front().obstacle;
    record.participants.clear();  // nobody took part
  } else if (!record.reason.empty()) {
    record.status = results::Status::failed;
  } else {
    record.status = results::Status::measured;
    const Measurement& measured = reports.front().measurement;
    const std::uint64_t planned_batch = std::exchange(record.batch, measured.batch);
    record.stop_reason = measured.stop_reason;
    for (auto& fact : combine_facts(participants, reports)) record.facts.push_back(std::move(fact));
    if (measured.batch_lowered) record.facts.emplace_back("batch_planned", std::to_string(planned_batch));
    record.wall = wall_of(reports.front());
    record.verification = combine_verdicts(participants, reports);
    fill_samples(record, reports, epochs);
    fill_telemetry(record, reports, epochs);
  }
  record.id = results::identity_of(record);
}

results::Verification combine_verdicts(const std::vector<std::int32_t>& participants,
                                       const std::vector<RankReport>& reports) {
  results::Verification all;
  Correctness worst = Correctness::identical;
  std::optional<Digest> digest;
  const Verdict& first = reports.front().verdict;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const Verdict& one = reports[i].verdict;
    const bool differs = one.replicated && one.digest != first.digest;
    // The place that counts is the first wrong one; where none is wrong, that of the largest eta.
    if (worst != Correctness::wrong && (one.correctness == Correctness::wrong || one.eta_max > all.eta_max))
      all.worst_index = one.worst_index;
    if (one.correctness == Correctness::wrong || differs) {
      const std::string what =
          differs && one.detail.empty()
              ? fmt::format("digest {} differs from rank {}'s {}", to_string(one.digest.value_or(Digest{})),
                            participants.front(), to_string(first.digest.value_or(Digest{})))
              : one.detail;
      if (all.detail.empty()) all.detail = fmt::format("rank {}: {}", participants[i], what);
      worst = Correctness::wrong;
    }
    worst = std::max(worst, one.correctness);
    if (one.digest) digest = digest && !one.replicated ? *digest + *one.digest : *one.digest;
    all.checked += one.checked;
    all.total += one.total;
    all.eta_p999 = std::max(all.eta_p999, one.eta_p999);
    all.ulp_max = std::max(all.ulp_max, one.ulp_max);
    all.relative_frobenius = std::max(all.relative_frobenius, one.relative_frobenius);
    all.eta_max = std::max(all.eta_max, one.eta_max);
    if (all.sha256.empty()) all.sha256 = one.sha256;
  }
  // "unchecked" orders after "wrong" and is never a better answer than it.
  all.correctness = to_string(!all.detail.empty() ? Correctness::wrong : worst);
  all.family = first.family;
  if (digest) all.digest = to_string(*digest);
  return all;
}

}  // namespace gpubench

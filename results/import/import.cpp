#include "results/import/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "results/error.hpp"
#include "results/hash.hpp"
#include "results/import/units.hpp"
#include "results/output_place.hpp"
#include "results/statistics/location.hpp"
#include "results/store.hpp"
#include "results/tick.hpp"

namespace gpubench::results {
namespace {

/// As nanoseconds of a batch it still fits an int64.
constexpr double kSecondsMax = 90000;

Unit require_unit(const ImportedCase& imported, const std::string& place) {
  if (const auto unit = find_unit(imported.unit)) return *unit;
  throw DataError(fmt::format("{}: {}: unit '{}' is none of {}", place, imported.name,
                              imported.unit.substr(0, 32), unit_names()));
}

/// 0, which every reader drops and counts, where the figure is none.
std::int64_t stored(double figure, const Unit& unit, const std::string& place) {
  if (!std::isfinite(figure) || figure <= 0) return 0;
  const double seconds = unit.rate ? unit.amount / (unit.factor * figure) : unit.factor * figure;
  if (!(seconds <= kSecondsMax))
    throw DataError(fmt::format("{}: {} is over 25 hours an operation", place, figure));
  return std::llround(seconds * 1e9 * static_cast<double>(kImportedBatch));
}

/// What the step of the figures is worth in seconds of an operation; of rates, at their median. 0 where there
/// is none.
double step_seconds(const ImportedCase& imported, const Unit& unit) {
  if (!unit.rate) return unit.factor * imported.step;
  std::vector<double> figures;
  for (const std::vector<double>& rank : imported.samples)
    std::ranges::copy_if(rank, std::back_inserter(figures), [](double figure) { return figure > 0; });
  if (figures.empty()) return 0;
  const double typical = median(figures);
  return unit.amount / (unit.factor * typical) * (imported.step / typical);
}

Work work_of(const Unit& unit) {
  Work work;
  if (unit.metric == "bandwidth") work.bytes_read = static_cast<std::uint64_t>(unit.amount);
  if (unit.metric == "flop_rate") work.flop = unit.amount;
  return work;
}

/// 26 digits of Crockford's base 32 of what identifies the launch; the front, a time elsewhere, is zeros.
std::string ulid_of(const std::string& content) {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const std::string hash = sha256_hex(content);
  std::string ulid(10, '0');
  for (std::size_t i = 0; i < 16; ++i)
    ulid += kDigits[static_cast<std::size_t>(std::stoi(hash.substr(2 * i, 2), nullptr, 16)) % kDigits.size()];
  return ulid;
}

}  // namespace

Case case_of(const ImportedCase& imported, const std::string& place) {
  const Unit unit = require_unit(imported, place);
  Case c;
  c.name = imported.name;
  c.backend = imported.backend;
  c.axes = imported.axes;
  c.scope = imported.distributed ? "world" : "device";
  c.across_ranks = imported.distributed ? "max" : "each";
  c.batch = kImportedBatch;
  c.metric = unit.metric;
  c.work = work_of(unit);
  c.better = imported.higher_is_better == unit.rate ? "lower" : "higher";
  c.status = Status::measured;
  c.facts = imported.facts;
  c.facts.emplace_back("imported_unit", imported.unit);
  if (const double step = step_seconds(imported, unit); step > 0)
    c.facts.emplace_back(kStepFact, fmt::format("{:.6g}", 1e9 * step));
  if (!imported.failed.empty()) {
    c.status = Status::failed;
    c.reason = imported.failed;
    c.id = identity_of(c);
    c.hash = content_hash(c);
    return c;
  }
  if (!imported.wrong.empty()) {
    c.verification.correctness = "wrong";
    c.verification.detail = imported.wrong;
  }
  c.samples.rows = imported.samples.size();
  c.samples.columns = imported.samples.empty() ? 0 : imported.samples.front().size();
  if (c.samples.columns == 0) throw DataError(fmt::format("{}: {}: no sample", place, imported.name));
  for (const std::vector<double>& rank : imported.samples) {
    if (rank.size() != c.samples.columns)
      throw DataError(fmt::format("{}: {}: {} and {} samples on its ranks", place, imported.name,
                                  c.samples.columns, rank.size()));
    c.participants.push_back(static_cast<std::int32_t>(c.participants.size()));
    for (const double figure : rank) c.samples.values.push_back(stored(figure, unit, place));
  }
  c.id = identity_of(c);
  c.hash = content_hash(c);
  return c;
}

Launch launch_of(const ImportedLaunch& imported, const std::vector<Case>& cases) {
  Launch launch;
  launch.generator = "gpubench import, from " + imported.source;
  launch.start = launch.end = imported.started;
  launch.complete = true;
  launch.stop_reason = "finished";
  launch.site = imported.site;
  launch.allocation = imported.allocation;
  launch.pair = imported.pair;
  launch.position = imported.position;
  launch.planned = static_cast<std::uint32_t>(cases.size());
  launch.environment = imported.environment;
  launch.environment.push_back({"run", "imported.from", imported.source, "0"});
  std::vector<std::string> hashes;
  for (const Case& c : cases) hashes.push_back(c.hash);
  launch.ulid = ulid_of(content_hash(launch, std::move(hashes)));
  return launch;
}

std::size_t import_files(const std::vector<std::filesystem::path>& inputs,
                         const std::filesystem::path& output, const ImportOptions& options) {
  require_output_place(output, options.replace);
  StoreWriter writer(output);
  std::map<std::string, std::string> seen;
  for (const std::filesystem::path& input : inputs) {
    for (ImportedLaunch& one : import_file(input)) {
      if (one.site.empty()) one.site = options.site;
      std::vector<Case> cases;
      std::set<std::string> ids;
      for (const ImportedCase& imported : one.cases) {
        cases.push_back(case_of(imported, input.string()));
        if (!ids.insert(cases.back().id).second)
          throw DataError(fmt::format("{}: {} is there twice in one launch", input.string(), imported.name));
      }
      const Launch launch = launch_of(one, cases);
      if (const auto [found, fresh] = seen.emplace(launch.ulid, input.string()); !fresh)
        throw DataError(fmt::format("{}: holds the same launch as {}", input.string(), found->second));
      writer.begin_launch(launch);
      for (const Case& c : cases) writer.write_case(c);
      writer.end_launch(launch);
    }
  }
  if (seen.empty()) throw DataError(fmt::format("{}: no launch in it", inputs.front().string()));
  writer.finish(options.replace);
  return seen.size();
}

}  // namespace gpubench::results

// Google Benchmark's JSON, as its tools/compare.py reads it. A launch is a repetition: it is what repeats.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <set>

#include "results/export/case_path.hpp"
#include "results/export/exporter.hpp"
#include "results/json.hpp"
#include "results/statistics/location.hpp"
#include "results/telling.hpp"
#include "results/terminal.hpp"

namespace gpubench::results {
namespace {

using nlohmann::ordered_json;

constexpr double kNanoseconds = 1e9;

/// What Google Benchmark's own reporter tells of the machine, as far as the first launch does. The host is
/// the digest that the file has.
ordered_json context_of(const Launch& launch) {
  ordered_json context = {{"date", launch.start},
                          {"host_name", launch.ranks.empty() ? "" : launch.ranks.front().host},
                          {"executable", "gpubench"},
                          {"caches", ordered_json::array()},
                          {"load_avg", ordered_json::array()},
                          {"library_build_type", "release"},
                          {"gpubench_profile", launch.profile}};
  for (const Fact& fact : launch.environment)
    if (fact.scope == "host" && fact.key == "cpu.model") context["gpubench_cpu"] = fact.value;
  return context;
}

const char* counter_of(const std::string& rate_unit) {
  if (rate_unit == "GB/s") return "bytes_per_second";
  if (rate_unit == "Gflop/s") return "flop_per_second";
  return rate_unit == "1/s" ? "items_per_second" : nullptr;
}

ordered_json run_json(const std::string& name, std::size_t repetition, std::uint64_t iterations) {
  return {
      {"name", name}, {"run_name", name},        {"run_type", "iteration"}, {"repetition_index", repetition},
      {"threads", 1}, {"iterations", iterations}};
}

/// Of an import its figures are all that is known.
std::uint64_t iterations_of(const Case& c) {
  return is_imported(c) ? c.samples.columns : c.batch * c.samples.columns;
}

/// compare.py wants both; what is measured here is wall time, so that is what both say.
void put_times(ordered_json& run, double nanoseconds) {
  run["real_time"] = nanoseconds;
  run["cpu_time"] = nanoseconds;
  run["time_unit"] = "ns";
}

ordered_json failed_run(const std::string& name, const Row& row) {
  ordered_json run = run_json(name, 0, 0);
  run["error_occurred"] = true;
  run["error_message"] = row.verdict + (row.reason.empty() ? "" : ": " + row.reason);
  put_times(run, 0);
  return run;
}

/// Google Benchmark's: mean, median, sample standard deviation, and that over the mean. Of one alone no
/// spread: 0 would say that it never varies.
struct Aggregates {
  double mean = 0, median = 0;
  std::optional<double> stddev, cv;
};

Aggregates aggregates_of(const std::vector<double>& times) {
  Aggregates all{mean(times), median(times), {}, {}};
  if (times.size() < 2) return all;
  double squares = 0;
  for (const double time : times) squares += (time - all.mean) * (time - all.mean);
  all.stddev = std::sqrt(squares / static_cast<double>(times.size() - 1));
  all.cv = all.mean > 0 ? *all.stddev / all.mean : 0;
  return all;
}

class GoogleBenchmarkExporter : public Exporter {
 public:
  GoogleBenchmarkExporter(std::ostream& out, bool samples) : out_(out), samples_(samples) {}

  bool wants_samples() const override { return samples_; }

  /// What another site, or the other command of a duet, measured repeats nothing.
  void begin(const Side& side) override {
    const auto differs = [&](std::string Launch::*word) {
      const std::string& first = side.launches.front().launch().*word;
      return std::ranges::any_of(side.launches,
                                 [&](const SideLaunch& one) { return one.launch().*word != first; });
    };
    several_positions_ = differs(&Launch::position);
    several_sites_ = differs(&Launch::site);
  }

  void begin_launch(const Launch& launch, const std::vector<Row>&) override {
    suffix_ = several_positions_ ? sanitize("/position:" + launch.position) : "";
    if (several_sites_) suffix_ += sanitize("/site:" + launch.site);
    names_.clear();
    if (launches_++ == 0)
      out_ << "{\"context\": " << json_text(context_of(launch), -1, Escape::beyond_ascii)
           << ",\n\"benchmarks\": [";
  }

  void write_case(const Row& row, const Case& c) override {
    std::string name = case_path(row) + suffix_;
    if (!names_.insert(name).second) name += fmt::format("/batch:{}", c.batch);  // all that is left to differ
    if (samples_ && launches_ > 1)  // samples of two launches are not repetitions of one thing
      name += fmt::format("/launch:{}", launches_);
    if (row.status == Status::failed || c.verification.correctness == "wrong")
      return write(failed_run(name, row));
    if (samples_) return write_samples(name, c);
    if (!row.level) return;
    std::vector<double>& times = times_[name];
    if (times.empty()) order_.push_back(name);
    ordered_json run = run_json(name, times.size(), iterations_of(c));
    put_times(run, *row.level * kNanoseconds);
    if (const char* counter = counter_of(row.rate_unit); row.rate && counter != nullptr)
      run[counter] = *row.rate * (row.rate_unit == "1/s" ? 1 : 1e9);
    times.push_back(*row.level * kNanoseconds);
    write(run);
  }

  void finish() override {
    for (const std::string& name : order_) write_aggregates(name, times_[name]);
    out_ << "\n]}\n";
  }

 private:
  void write(const ordered_json& run) {
    out_ << (first_ ? "\n" : ",\n") << json_text(run, -1, Escape::beyond_ascii);
    first_ = false;
  }

  void write_samples(const std::string& name, const Case& c) {
    std::vector<double> times = combined_times(c);
    const Telling telling = telling_of(c);
    for (std::size_t i = 0; i < times.size(); ++i) {
      times[i] = kNanoseconds * (telling.rate ? times[i] : telling.value(times[i]));
      ordered_json run = run_json(name, i, is_imported(c) ? 1 : c.batch);
      put_times(run, times[i]);
      write(run);
    }
    if (!times.empty()) write_aggregates(name, times);
  }

  void write_aggregates(const std::string& name, const std::vector<double>& times) {
    const Aggregates all = aggregates_of(times);
    const std::pair<const char*, std::optional<double>> words[] = {
        {"mean", all.mean}, {"median", all.median}, {"stddev", all.stddev}, {"cv", all.cv}};
    for (const auto& [word, value] : words) {
      if (!value) continue;
      ordered_json run = {{"name", name + "_" + word},
                          {"run_name", name},
                          {"run_type", "aggregate"},
                          {"repetitions", times.size()},
                          {"threads", 1},
                          {"aggregate_name", word},
                          {"aggregate_unit", std::string_view(word) == "cv" ? "percentage" : "time"},
                          {"iterations", times.size()}};
      put_times(run, *value);
      write(run);
    }
  }

  std::ostream& out_;
  bool samples_, first_ = true;
  std::size_t launches_ = 0;
  bool several_positions_ = false, several_sites_ = false;
  std::string suffix_;                                ///< What names of the launch in hand end in.
  std::set<std::string> names_;                       ///< Of the launch in hand.
  std::map<std::string, std::vector<double>> times_;  ///< A number a case and launch, nanoseconds.
  std::vector<std::string> order_;                    ///< Names as they came.
};

}  // namespace

std::unique_ptr<Exporter> google_benchmark_exporter(std::ostream& out, bool samples) {
  return std::make_unique<GoogleBenchmarkExporter>(out, samples);
}

}  // namespace gpubench::results

// Google Benchmark's --benchmark_out_format=json: a file is a launch, a repetition a sample.
#include <fmt/format.h>

#include "results/error.hpp"
#include "results/import/case_list.hpp"
#include "results/import/imported.hpp"
#include "results/import/json_text.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;
using Type = json::value_t;

/// What the context tells of the machine; host and executable are private and left out.
void add_facts(ImportedLaunch& launch, const json& context, const std::string& place) {
  launch.started = utc_of(text_member(context, "date", "", place));
  const auto add = [&](const char* scope, const char* key, const char* name) {
    if (!context.contains(name)) return;
    launch.environment.push_back({scope, key, word_of(context[name], place), "0"});
  };
  add("host", "cpu.count", "num_cpus");
  add("host", "cpu.mhz", "mhz_per_cpu");
  add("host", "clock.scaling", "cpu_scaling_enabled");
  add("image", "google_benchmark.build", "library_build_type");
}

bool is_sample(const json& run, const std::string& place) {
  return text_member(run, "run_type", "iteration", place) == "iteration";
}

void add_run(CaseList& cases, const json& run, const std::string& file) {
  const std::string name = member(run, "name", Type::string, file + ": a benchmark").get<std::string>();
  const std::string place = fmt::format("{}: {}", file, name);
  if (!is_sample(run, place)) return;
  const std::string run_name = text_member(run, "run_name", name, place);
  const std::string unit = text_member(run, "time_unit", "ns", place);
  ImportedCase& one = cases.at(run_name, {}, unit);
  if (one.unit != unit)
    throw DataError(fmt::format("{}: its repetitions are in {} and {}", place, one.unit, unit));
  if (flag_member(run, "error_occurred", false, place)) {
    one.failed = text_member(run, "error_message", "it does not tell why", place);
    if (one.failed.empty()) one.failed = "it does not tell why";
    return;
  }
  if (!run.contains("real_time")) throw DataError(place + ": no real_time");
  one.samples.front().push_back(figure_of(run["real_time"], place));
}

}  // namespace

std::vector<ImportedLaunch> import_google_benchmark(const std::string& text, const std::string& place) {
  const json file = parse_object(text, place);
  if (!file.contains("benchmarks") || !file.contains("context"))
    throw DataError(place + ": JSON, but neither gpubench-samples/1 nor Google Benchmark's");
  ImportedLaunch launch;
  launch.source = "Google Benchmark";
  add_facts(launch, member(file, "context", Type::object, place), place);
  CaseList cases;
  for (const json& run : member(file, "benchmarks", Type::array, place)) add_run(cases, run, place);
  launch.cases = cases.take();
  if (launch.cases.empty()) throw DataError(place + ": no repetition of a benchmark in it");
  return {std::move(launch)};
}

}  // namespace gpubench::results

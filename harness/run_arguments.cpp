#include "harness/run_arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>

#include "harness/command_description.hpp"
#include "harness/selection.hpp"
#include "harness/system_files.hpp"
#include "harness/values.hpp"
#include "results/error.hpp"

namespace gpubench {
namespace {

using results::UsageError;

/// One of the words. Throws results::UsageError naming the nearest, or all.
std::size_t parse_word(const std::string& option, const std::string& word,
                       const std::vector<std::string>& words) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end())
    throw UsageError(fmt::format("{} {}: unknown{}", option, word, suggest(word, words)));
  return static_cast<std::size_t>(found - words.begin());
}

std::uint64_t parse_whole(const std::string& option, const std::string& text) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) {
    throw UsageError(fmt::format("{} {}: not a whole number from 0 to 18446744073709551615", option, text));
  }
  return value;
}

/// Lines of a number, a space and a case's words.
std::map<std::string, std::uint64_t> parse_batches(const std::string& text) {
  std::map<std::string, std::uint64_t> batches;
  for (const std::string_view line : split_lines(text)) {
    if (line.empty()) continue;
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::uint64_t batch = parse_whole("GPUBENCH_BATCHES", std::string(line.substr(0, space)));
    if (batch == 0) throw UsageError("GPUBENCH_BATCHES 0: a sample takes one operation at least");
    batches[std::string(line.substr(std::min(space + 1, line.size())))] = batch;
  }
  return batches;
}

}  // namespace

void RunArguments::add_selectors_to(CLI::App& verb) {
  verb.add_option("SELECTOR", options_.selectors, "Names or globs: memory/triad, 'memory/*', gemm")
      ->type_name(kBenchmarkValue)
      ->required();
}

void RunArguments::add_to(CLI::App& verb) {
  verb.add_option("--profile", profile_,
                  "How much: quick (30 s), standard (5 min) or thorough (bound it by --time)")
      ->type_name("quick|standard|thorough");
  verb.add_option("--backend", options_.backends, "Only benchmarks of this backend; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  verb.add_option("--set", settings_, "These values of an axis in place of the profile's; may be repeated")
      ->type_name("AXIS=VALUE[,VALUE]")
      ->allow_extra_args(false);
  verb.add_option("--seed", seed_, "Of inputs and of the order of cases; drawn and recorded where not given")
      ->type_name("NUMBER");
  verb.add_option("--time", time_,
                  "Bound on the whole run: near it caps shrink, then cases are recorded as skipped")
      ->type_name("30s|5m|1h");
  verb.add_option(
          "--timeout", timeout_,
          "Wait for a device's operation or a rank no longer than this: the case has then failed; 300s")
      ->type_name("30s|5m|1h");
  verb.add_option("-o,--output", options_.output,
                  "Result file; without it gpubench-<UTC>-<id>.h5 in this folder")
      ->type_name("FILE")
      ->check([](const std::string& name) { return name.empty() ? "the name is empty" : std::string(); });
  verb.add_flag("--force", options_.force, "Replace an existing result file");
  CLI::Option* list = verb.add_flag("--list", options_.list_only, "Print the plan and measure nothing");
  verb.add_flag("--dry-run", options_.dry_run,
                "Make the plan on every rank, check that plans and ranks are alike, measure nothing");
  verb.add_flag("--exclusive", options_.exclusive, "Measure devices one after another, not all at once");
  verb.add_flag("--allow-mixed", options_.allow_mixed,
                "Measure though ranks run other images or map other copies of a measured library; recorded");
  verb.add_option("--site", options_.site, "A name for this place, kept in the file")->type_name("TEXT");
  verb.add_flag("--identify", options_.identify,
                "Keep the names of host and user, which are otherwise left out of the file");
  verb.add_option("--progress", options_.progress, "auto, bar, lines (one for each finished case) or none")
      ->type_name("auto|bar|lines|none");
  CLI::Option* json =
      verb.add_flag("--json", options_.json, "Print the summary, or with --list the plan, as JSON");
  CLI::Option* quiet = verb.add_flag("-q,--quiet", options_.quiet,
                                     "Print errors, and what --json or --list ask for; nothing else");
  verb.add_flag("-v,--verbose", options_.verbose,
                "Also what is behind each row: samples, ranks, work, check, disturbances, wall time, facts")
      ->excludes(json)
      ->excludes(list)
      ->excludes(quiet);
}

RunOptions RunArguments::finish(const std::vector<std::string>& arguments,
                                const EnvironmentReader& environment) const {
  constexpr std::array kProfiles = {Profile::quick, Profile::standard, Profile::thorough};
  RunOptions options = options_;
  options.profile = kProfiles[parse_word("--profile", profile_, {"quick", "standard", "thorough"})];
  parse_word("--progress", options.progress, {"auto", "bar", "lines", "none"});
  for (const std::string& setting : settings_) options.settings.push_back(parse_setting(setting));
  if (!seed_.empty()) {
    options.seed = parse_whole("--seed", seed_);
  } else if (const char* seed = environment("GPUBENCH_SEED")) {
    options.seed = parse_whole("GPUBENCH_SEED", seed);
  }
  if (!time_.empty()) options.time = parse_duration("--time", time_);
  if (!timeout_.empty()) options.timeout = parse_duration("--timeout", timeout_);
  if (const char* output = environment("GPUBENCH_OUTPUT"); output != nullptr && options.output.empty())
    options.output = output;
  if (const char* cases = environment("GPUBENCH_CASES")) {
    for (const std::string_view line : split_lines(cases)) {
      if (!line.empty()) options.only.emplace_back(line);
    }
  }
  if (const char* batches = environment("GPUBENCH_BATCHES")) options.batches = parse_batches(batches);
  if (const char* pair = environment("GPUBENCH_PAIR")) {
    options.pair = static_cast<std::int64_t>(parse_whole("GPUBENCH_PAIR", pair) & INT64_MAX);
  }
  if (const char* position = environment("GPUBENCH_POSITION")) options.position = position;
  if (const char* allocation = environment("GPUBENCH_ALLOCATION")) options.allocation = allocation;
  options.arguments = arguments;
  options.command_line = fmt::format("gpubench {}", fmt::join(arguments, " "));
  return options;
}

}  // namespace gpubench

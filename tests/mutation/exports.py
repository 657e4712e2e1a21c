"""Faults of what other programs read, of histories and of the manual."""
from mutation import mutations_of

EXPORT_MUTATIONS = [
    *mutations_of(
        "test_results", "results/export/csv.cpp",
        # A formula behind a sign that parts cells elsewhere.
        ("const bool front = i == 0 || kParting.find(safe[i - 1]) != std::string_view::npos;", "const bool front = i == 0;"),
        ('quoted += c == \'"\' ? "\\"\\"" : std::string(1, c);', "quoted += c;"),
        # Nanoseconds of a batch for seconds of an operation.
        ("static_cast<double>(c.samples.at(rank, i)) * scale", "static_cast<double>(c.samples.at(rank, i)) * (scale > 0 ? 1.0 : 0.0)"),
        # Ranks are counted, not named.
        ("front, c.participants[rank], i", "front, rank, i"),
    ),
    *mutations_of(
        "test_results", "results/export/json_export.cpp",
        # The second launch follows without a comma.
        ('(first_launch_ ? "\\n" : ",\\n")', '"\\n"'),
        ("    first_launch_ = false;\n    first_case_ = true;", "    first_launch_ = false;"),
    ),
    *mutations_of(
        "test_results", "results/export/google_benchmark.cpp",
        # Samples of two launches, sites and sides are repetitions of one thing.
        ("if (samples_ && launches_ > 1)", "if (false)"),
        ("if (several_sites_) suffix_", "if (false) suffix_"),
        ("several_positions_ ? sanitize", "false ? sanitize"),
        ("if (!names_.insert(name).second)", "if (false)"),
        # The spread of a population, and a wrong output with a time.
        ("static_cast<double>(times.size() - 1)", "static_cast<double>(times.size())"),
        ('row.status == Status::failed || c.verification.correctness == "wrong"', "row.status == Status::failed"),
        ("telling.rate ? times[i] : telling.value(times[i])", "times[i]"),
    ),
    *mutations_of(
        "test_results", "results/export/openmetrics.cpp",
        # A series twice; and the older launch where the newest is asked for.
        ("const bool fresh = seen.insert(labels).second;", "const bool fresh = true;"),
        ("newest_[label_value(launch.site)] = snapshot_of(launch, rows);",
         "newest_.emplace(label_value(launch.site), snapshot_of(launch, rows));"),
        ('return row.verdict == "WRONG" ? "wrong"', 'return false ? "wrong"'),
        ('out_ << "# EOF\\n";', ""),
    ),
    *mutations_of(
        "test_results", "results/export/case_gauges.cpp",
        ("Figure(*row.rate * scale)", "Figure(*row.rate * (scale > 0 ? 1.0 : 0.0))"),
        ("if (c == '\\\\' || c == '\"') value", "if (c == '\"') value"),
        ('row.verdict == "WRONG" ? 1 : 0', "0"),
    ),
    *mutations_of(
        "test_results", "results/export/junit_export.cpp",
        ('row.status == Status::failed || row.verdict == "WRONG"', "row.status == Status::failed"),
        ("cases_.front().kind = JunitCase::Kind::failed;", ""),
        ("if (row.status == Status::skipped) one.kind", "if (false) one.kind"),
    ),
    *mutations_of(
        "test_results", "results/export/mlflow.cpp",
        # Names that become one overwrite one another.
        ("!taken.insert(own).second", "false"),
        ("if (!folders_.insert(folder).second)", "if (folders_.insert(folder).second && false)"),
        ('return names_a_folder ? "_" + part : part;', "return names_a_folder ? part : part;"),
        ("rest.size() > kMlflowPartMax ?", "false ?"),
        # What did not finish stays behind.
        ("if (!building_.empty()) fs::remove_all(building_, ignored);", ""),
        # A dead run counts as one that finished.
        ("std::nullopt, launch.complete}", "std::nullopt, true}"),
    ),
    *mutations_of(
        "test_results", "results/export/mlflow_run.cpp",
        ("timestamp_ms, steps[step], step", "timestamp_ms, steps[step], 0"),
        ("while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;", ""),
    ),
    *mutations_of(
        "test_results", "results/export/output_file.cpp",
        # Half a file under its own name, and under a name that a node exporter reads.
        ('fmt::format(".{}.{}", target_.filename().string(), make_ulid())', 'fmt::format(".{}", target_.filename().string())'),
        ("require_output_place(target_, replace_);", ""),
        ("if (!temporary_.empty()) std::filesystem::remove(temporary_, ignored);", ""),
    ),
    *mutations_of(
        "test_results", "results/export/exporter.cpp",
        ("exporter.wants_samples() ?", "true ?"),
    ),
]

TREND_MUTATIONS = [
    *mutations_of(
        "test_results", "results/trend/split.cpp",
        ("if (place < kLevelMin) continue;", ""),
        ("gain_left >= gain_right", "gain_left < gain_right"),
    ),
    *mutations_of(
        "test_results", "results/trend/mood.cpp",
        # Changes are taken for moods; a mood is drawn as if launches were independent; it widens what is drawn.
        ("if (levels[i] != levels[i - lag]) continue;", ""),
        ("state = mood_.memory * state + step * random_.normal();", "state = 0 * mood_.memory * state + random_.normal() + 0 * step;"),
        ("std::sqrt(mood_.share) * size_", "std::sqrt(mood_.share)"),
        ("lasting(entries_[i].mood) > lasting(*longest)", "lasting(entries_[i].mood) < lasting(*longest)"),
    ),
    *mutations_of(
        "test_results", "results/trend/change_points.cpp",
        # No family, no moods, no least change, no second look at a place.
        ("const std::vector<bool> changed = reject(p, rate);",
         "std::vector<bool> changed;\n  for (const double one : p) changed.push_back(one <= rate);"),
        ("moods.push_back(scales", "moods.emplace_back();\n    if (false) moods.push_back(scales"),
        ("if (smallest >= change) return;", "if (smallest >= change || change > 0) return;"),
        ("split.share * (1 - kRounding)", "split.share * (1 - 0 * kRounding)"),
        ("if (exceedances == kExceedances) return", "if (exceedances == 1) return"),
    ),
    *mutations_of(
        "test_results", "results/trend/trend.cpp",
        ("++series.wrong;", "series.points.push_back(*point_of(c, launch));"),
        ("return point.batch != batch;", "return point.batch == batch;"),
        # A change seen from its other side; an image that changed at another launch.
        ("values_between(series, begin, places[i]), values_between(series, places[i], end)",
         "values_between(series, places[i], end), values_between(series, begin, places[i])"),
        ("image_at(places[i]) != image_at(places[i] - 1)", "image_at(places[i]) == image_at(places[i] - 1)"),
        ("kDroppedShareMax * static_cast<double>(c.samples.columns)", "static_cast<double>(c.samples.columns)"),
    ),
    *mutations_of(
        "test_results", "results/trend/machines.cpp",
        ("|| known.site != site) continue;", ") continue;"),
        ("if (difference.empty()) return known.number;", "return known.number;"),
    ),
    *mutations_of(
        "test_results", "results/sparkline.cpp",
        ("if (std::ranges::find(changes, begins[i]) != changes.end()) line += '|';", ""),
        ("const double range = std::max(most - least, range_min);", "const double range = std::max(most - least, 0 * range_min);"),
    ),
    *mutations_of(
        "test_results", "results/trend/trend_words.cpp",
        ("if (change.effect > 0) ++here.worse;", "++here.worse;"),
        ("if (here.cases < 2) continue;", ""),
    ),
    *mutations_of(
        "test_results", "results/trend/trend_words.cpp",
        ("series.changes.empty() ? 0 : series.changes.back().point", "0"),
    ),
    *mutations_of(
        "test_results", "results/trend/trend_json.cpp",
        ('{"launch", series.points[change.point].launch}', '{"launch", change.point}'),
    ),
]

MANUAL_MUTATIONS = [
    *mutations_of(
        "test_harness", "harness/manual.cpp",
        ("if ((c == '.' || c == '\\'') && (result.empty() || result.back() == '\\n')) result", "if (false) result"),
        ('part_of(command, "Exit codes", items)', 'part_of(command, "Files", items)'),
        ('one.required ? " " + name', 'true ? " " + name'),
    ),
    *mutations_of(
        "test_harness", "harness/manual_markdown.cpp",
        ("if (c == '|' || c == '*' || c == '<') result", "if (false) result"),
    ),
    *mutations_of(
        "test_harness", "harness/command_description.cpp",
        ("const bool heading = line.ends_with(':') && !line.starts_with(' ');", "const bool heading = line.ends_with(':');"),
    ),
]

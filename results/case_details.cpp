#include "results/case_details.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "results/statistics/location.hpp"
#include "results/summary.hpp"
#include "results/telling.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

using Phrases = std::vector<std::string>;

/// What so many seconds are told as, in five digits: three hide what samples of one case differ by.
std::string text_of(double seconds, const Telling& telling) {
  return format_value(telling.value(seconds), telling.unit, 5);
}

Phrases identity_phrases(const Case& c) {
  Phrases phrases = {c.id, counted(static_cast<std::int64_t>(c.participants.size()), "participant")};
  if (!is_imported(c)) phrases.push_back(fmt::format("batch {}", c.batch));
  if (!c.scope.empty()) phrases.push_back("scope " + c.scope);
  return phrases;
}

/// Seconds an application: of each participant where each has its own, else made one series.
std::vector<double> times_of(const Case& c) {
  std::vector<double> times;
  if (c.across_ranks == "each") {
    for (std::size_t i = 0; i < c.samples.rows; ++i) {
      const std::vector<double> own = participant_times(c, i);
      times.insert(times.end(), own.begin(), own.end());
    }
  } else {
    times = combined_times(c);
  }
  return times;
}

Phrases sample_phrases(const Case& c) {
  std::size_t dropped = 0;
  combined_times(c, &dropped);
  Phrases phrases = {fmt::format("{}{}", c.samples.columns, c.samples.rows > 1 ? " of each" : "")};
  if (dropped > 0) phrases.push_back(fmt::format("{} without a time", dropped));
  if (c.warm_up.columns > 0) phrases.push_back(fmt::format("after {} to warm up", c.warm_up.columns));
  if (!c.stop_reason.empty()) phrases.push_back("ended by: " + c.stop_reason);
  const std::vector<double> times = times_of(c);
  if (told_values(c, times).size() < std::max<std::size_t>(times.size(), 1)) return phrases;
  const Telling telling = telling_of(c);
  const auto text = [&](double share) {
    return text_of(quantile(times, telling.rate ? 1 - share : share), telling);
  };
  phrases.push_back("least " + text(0));
  phrases.push_back(fmt::format("quartiles {}, {}, {}", text(0.25), text(0.5), text(0.75)));
  phrases.push_back("most " + text(1));
  return phrases;
}

/// The quickest and the slowest, where each participant has times of its own.
Phrases rank_phrases(const Case& c) {
  if (c.across_ranks != "each" || c.participants.size() < 2) return {};
  std::vector<std::pair<double, std::int32_t>> levels;
  for (std::size_t i = 0; i < c.participants.size(); ++i) {
    const std::vector<double> times = participant_times(c, i);
    if (!times.empty()) levels.emplace_back(interquartile_mean(times), c.participants[i]);
  }
  if (levels.size() < 2 || !told_value(c, levels.front().first)) return {};
  const auto [quickest, slowest] = std::ranges::minmax(levels);
  const Telling telling = telling_of(c);
  return {fmt::format("quickest {} at {}", quickest.second, text_of(quickest.first, telling)),
          fmt::format("slowest {} at {}", slowest.second, text_of(slowest.first, telling))};
}

/// Of one application, which may hold many of what a latency is per.
Phrases work_phrases(const Work& work) {
  Phrases phrases;
  if (work.bytes_read > 0) phrases.push_back(fmt::format("reads {} bytes", work.bytes_read));
  if (work.bytes_written > 0) phrases.push_back(fmt::format("writes {} bytes", work.bytes_written));
  if (work.flop > 0) phrases.push_back(fmt::format("{:.6g} flop", work.flop));
  if (work.message_bytes > 0)
    phrases.push_back(fmt::format("message of {} bytes{}", work.message_bytes,
                                  work.message_meaning.empty() ? "" : " (" + work.message_meaning + ")"));
  if (work.operations != 1)
    phrases.push_back(fmt::format("all of it for {:.6g} operations", work.operations));
  return phrases;
}

Phrases check_phrases(const Verification& check) {
  if (check.total == 0) return check.detail.empty() ? Phrases{} : Phrases{check.detail};
  Phrases phrases = {fmt::format("{} of {} values", check.checked, check.total)};
  if (!check.family.empty()) phrases.push_back("family " + check.family);
  if (check.ulp_max > 0) phrases.push_back(fmt::format("at most {} ulp", check.ulp_max));
  if (check.eta_max > 0) phrases.push_back(fmt::format("largest eta {:.3g}", check.eta_max));
  if (!check.digest.empty()) phrases.push_back("digest " + check.digest);
  if (!check.detail.empty()) phrases.push_back(check.detail);
  return phrases;
}

/// The sum over samples and participants; a reading that is absent adds nothing.
double sum_of(const Matrix<std::int64_t>& readings) {
  double sum = 0;
  for (const std::int64_t value : readings.values) sum += value == kAbsent ? 0.0 : static_cast<double>(value);
  return sum;
}

/// What went on beside the samples; what was counted and is 0 goes without saying.
Phrases disturbance_phrases(const Case& c) {
  Phrases phrases;
  bool counted_any = false;
  const auto tell = [&](const char* name, const std::function<std::string(double)>& text) {
    const auto found = c.disturbances.find(name);
    if (found == c.disturbances.end() || found->second.empty()) return;
    counted_any = true;
    if (const double sum = sum_of(found->second); sum > 0) phrases.push_back(text(sum));
  };
  // A hostile file's sum may be more than the integer holds.
  const auto count = [](const char* noun) {
    return [noun](double sum) { return counted(static_cast<std::int64_t>(std::min(sum, 9e18)), noun); };
  };
  tell("steal_ns", [](double sum) { return format_time(1e-9 * sum) + " stolen"; });
  tell("switches_involuntary", count("involuntary switch"));
  tell("switches_voluntary", count("voluntary switch"));
  tell("faults_minor", count("minor fault"));
  tell("faults_major", count("major fault"));
  if (counted_any && phrases.empty()) phrases.emplace_back("nothing");
  return phrases;
}

Phrases wall_phrases(const WallShares& wall) {
  if (wall.warm_up + wall.timed + wall.verification + wall.harness <= 0) return {};
  return {"warm-up " + format_time(wall.warm_up), "timed " + format_time(wall.timed),
          "verification " + format_time(wall.verification), "harness " + format_time(wall.harness)};
}

}  // namespace

std::vector<Detail> details_of(const Case& c) {
  std::vector<Detail> details;
  const auto add = [&](const char* label, Phrases phrases) {
    if (!phrases.empty()) details.push_back({label, std::move(phrases)});
  };
  add("case", identity_phrases(c));
  if (!c.samples.empty()) add("samples", sample_phrases(c));
  add("ranks", rank_phrases(c));
  if (!telling_of(c).rate) add("work", work_phrases(c.work));
  add("checked", check_phrases(c.verification));
  add("beside", disturbance_phrases(c));
  add("took", wall_phrases(c.wall));
  Phrases facts;
  for (const auto& [key, value] : c.facts) facts.push_back(fmt::format("{}={}", key, value));
  add("facts", std::move(facts));
  return details;
}

std::vector<std::string> detail_lines(const std::vector<Detail>& details, std::size_t width) {
  constexpr std::size_t kIndent = 15;  // "      samples  "
  std::vector<std::string> lines;
  for (const Detail& detail : details) {
    std::string line = fmt::format("      {:9}", detail.label);
    for (std::size_t i = 0; i < detail.phrases.size(); ++i) {
      const std::string phrase = sanitize(detail.phrases[i]) + (i + 1 < detail.phrases.size() ? "," : "");
      const std::size_t gap = i == 0 ? 0 : 1;
      if (width == 0 || display_width(line) + gap + display_width(phrase) <= width) {
        line += std::string(gap, ' ') + phrase;
        continue;
      }
      // A phrase stays whole where a line has room for it.
      std::vector<std::string> parts = wrap(phrase, width > kIndent ? width - kIndent : 1);
      for (std::size_t part = 0; part < parts.size(); ++part) {
        if (i > 0 || part > 0) {
          lines.push_back(std::move(line));
          line = std::string(kIndent, ' ');
        }
        line += parts[part];
      }
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace gpubench::results

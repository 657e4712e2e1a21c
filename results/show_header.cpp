#include "results/show_header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ostream>
#include <set>

#include "results/crowd.hpp"
#include "results/prose.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

/// "24684096 kB", as the kernel says it, for people: "23.5 GiB". Other texts stay.
std::string format_memory(const std::string& text) {
  std::uint64_t kib = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), kib);
  if (error != std::errc() || std::string_view(end) != " kB") return text;
  return fmt::format("{:.1f} GiB", static_cast<double>(kib) / (1 << 20));
}

/// "8 ranks, quick profile, seed 7, 2026-...": what the launch tells, and no more.
std::string launch_text(const Launch& launch, const std::string& backend) {
  std::string text;
  const auto add = [&](const std::string& phrase) { text += (text.empty() ? "" : ", ") + phrase; };
  if (is_told(launch))
    add(fmt::format("{}, {} profile, seed {}",
                    counted(static_cast<std::int64_t>(launch.ranks.size()), "rank"), launch.profile,
                    launch.seed));
  if (!backend.empty()) add("backend " + backend);
  if (!launch.start.empty()) add(launch.start);
  if (const Crowd crowd = find_crowd(launch.ranks); crowd.ranks > 0)
    add(fmt::format("oversubscribed: {} ranks on {}", crowd.ranks,
                    counted(static_cast<std::int64_t>(crowd.processors), "processor")));
  return text;
}

}  // namespace

std::string only_backend(const std::vector<Row>& rows) {
  std::set<std::string> backends;
  for (const Row& row : rows)
    if (row.status != Status::skipped) backends.insert(row.backend);
  return backends.size() == 1 ? *backends.begin() : std::string();
}

void show_header(const ResultFile& file, const Launch& launch, const std::string& backend,
                 const ShowOptions& options, std::ostream& out) {
  const auto line = [&](const char* what, const std::string& text) {
    if (text.empty()) return;
    out << Prose{options.width, options.color}.labelled(what, 9, text);
  };
  const auto fact = [&](const char* key) {
    const auto found = std::ranges::find(launch.environment, key, &Fact::key);
    return found == launch.environment.end() ? std::string() : found->value;
  };
  const auto joined = [](const std::string& a, const std::string& b) {
    return a + (a.empty() || b.empty() ? "" : ", ") + b;
  };
  line("machine",
       joined(joined(fact("cpu.model"), fact("cpu.count").empty() ? "" : fact("cpu.count") + " processors"),
              joined(format_memory(fact("memory.total")), fact("os.name"))));
  line("launch", launch_text(launch, backend));
  line("by", joined(launch.generator, launch.command_line));
  line("file", joined(options.file, file.kind()));
  if (!launch.complete)
    line("", "INCOMPLETE: " + (launch.stop_reason.empty() ? std::string("the run did not reach its end")
                                                          : launch.stop_reason));
  line("mixed", fact(kRanksMixed));
  for (const std::string& warning : file.warnings()) line("warning", warning);
  out << '\n';
}

}  // namespace gpubench::results

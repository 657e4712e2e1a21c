/// Exported: what a format makes of launches, and texts of a file that means harm.
#pragma once
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "results/export/exporter.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results::examples {

/// A formula, a quote, a line's end, markup, an escape sequence, a character that turns text around.
inline constexpr const char* kHostile = "=cmd|'/c calc'!A1\",;\n<b>&\\\"\x1b[2J\u202e{x=\"y\"}";

using LaunchAndCases = std::pair<Launch, std::vector<Case>>;

/// The launches written to a file and read from it again.
inline Side side_of(const Folder& folder, const std::vector<LaunchAndCases>& launches) {
  const auto path = folder / "exported.h5";
  StoreWriter writer(path);
  for (const auto& [launch, cases] : launches) {
    writer.begin_launch(launch);
    for (Case one : cases) {
      one.id = identity_of(one);
      one.hash.clear();
      writer.write_case(one);
    }
    Launch end = launch;
    end.hash.clear();
    writer.end_launch(end);
  }
  writer.finish(true);
  return open_side({path});
}

inline std::string exported(const std::vector<LaunchAndCases>& launches,
                            std::unique_ptr<Exporter> (*make)(std::ostream&, bool), bool samples = false) {
  const Folder folder;
  std::ostringstream out;
  export_side(side_of(folder, launches), *make(out, samples));
  return out.str();
}

/// A launch of one measured and one skipped case.
inline LaunchAndCases plain_launch(const char* start = "2026-01-02T03:04:05.000Z") {
  Launch one = launch();
  one.start = start;
  return {one, {measured(), skipped()}};
}

/// The same, and every text of it that a file may choose is hostile.
inline LaunchAndCases hostile_launch() {
  auto [one, cases] = plain_launch();
  one.site = one.profile = one.command_line = one.stop_reason = kHostile;
  one.complete = false;
  one.environment = {{"image", kHostile, kHostile, "0"}, {"image", "sha256", kHostile, "0"}};
  for (Case& c : cases) {
    c.name = std::string(kHostile) + c.name;
    c.backend = kHostile;
    c.axes = {{kHostile, kHostile}};
    c.facts = {{kHostile, kHostile}};
    c.stop_reason = kHostile;
    if (c.status == Status::skipped) c.reason = kHostile;
  }
  return {one, cases};
}

}  // namespace gpubench::results::examples

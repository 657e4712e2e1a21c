#include <gmock/gmock.h>

#include "results/error.hpp"
#include "tests/results/export/exported.hpp"

namespace gpubench::results {
namespace {

using examples::exported;
using testing::HasSubstr;
using testing::Not;

TEST(MarkdownExport, ARowACaseUnderEachLaunch) {
  const std::string text = exported({examples::plain_launch()}, markdown_exporter);
  EXPECT_THAT(text, HasSubstr("2026-01-02T03&#58;04&#58;05.000Z, quick profile, 2 ranks"));
  EXPECT_THAT(text, HasSubstr("| memory/triad | host | f64 1MiB | 143.0 us |"));
  EXPECT_THAT(text, HasSubstr("skipped&#58; no driver"));
}

TEST(MarkdownExport, ALaunchSaysWhereItRanOnWhichSideAndWhyItEnded) {
  auto launch = examples::plain_launch();
  launch.first.position = "B";
  launch.first.complete = false;
  launch.first.stop_reason = "died";
  EXPECT_THAT(exported({launch}, markdown_exporter),
              HasSubstr(" ranks, site lab, position B, incomplete: died\n"));
  launch = examples::plain_launch();
  launch.first.site = launch.first.position = "";
  EXPECT_THAT(exported({launch}, markdown_exporter), HasSubstr(" profile, 2 ranks\n\n"));
}

TEST(MarkdownExport, OfAnImportedLaunchNothingIsMadeUp) {
  auto launch = examples::plain_launch();
  launch.first.ranks.clear();
  launch.first.profile.clear();
  EXPECT_THAT(exported({launch}, markdown_exporter), HasSubstr("05.000Z, site lab, position A\n"));
}

TEST(MarkdownExport, HostileTextsNeitherPartCellsNorAreMarkup) {
  const std::string text = exported({examples::hostile_launch()}, markdown_exporter);
  EXPECT_THAT(text, Not(HasSubstr("<b>")));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| ")) continue;
    std::size_t cells = 0;
    for (std::size_t i = 0; i < line.size(); ++i)
      if (line[i] == '|' && (i == 0 || line[i - 1] != '\\')) ++cells;
    EXPECT_EQ(cells, 10U) << line;
  }
}

TEST(MarkdownExport, HasNoPlaceForSamples) {
  std::ostringstream out;
  EXPECT_THROW(markdown_exporter(out, true), UsageError);
}

}  // namespace
}  // namespace gpubench::results

#include "harness/manual.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "tests/results/examples.hpp"

namespace gpubench {
namespace {

using results::examples::Folder;
using testing::HasSubstr;
using testing::Not;

CommandDescription described(const std::string& meaning) {
  CommandDescription look{"look",
                          meaning,
                          "Looks twice.\nExamples:\n  tool look a-b\nExit codes:\n  0 seen\n  1 not "
                          "seen\nFiles:\n  eye what it looks with",
                          {},
                          {},
                          {{"deep", "Inner", "Examples:\n  tool look deep", {}, {}, {}}}};
  look.positionals.push_back({{"FILE"}, "TEXT", "What", {}, true, true});
  look.options.push_back({{"-o", "--out"}, "PLACE", "Where | *how*", {}, false, false});
  look.options.push_back({{"--by"}, "case|group", "A row", {"case", "group"}, false, false});
  return {"tool", "Does things", "", {}, {}, {look, {"show", "Shows", "", {}, {}, {}}}};
}

TEST(Manual, ThePageOfTheProgramNamesEachCommandAndItsPage) {
  const std::string page = manual_page(described("Looks"), "1.2");
  EXPECT_THAT(page, HasSubstr(".TH GPUBENCH 1 \"\" \"gpubench 1.2\" \"User Commands\"\n"));
  EXPECT_THAT(page, HasSubstr(".TP\n\\fBtool\\-look\\fR(1)\nLooks.\n"));
  EXPECT_THAT(page, HasSubstr(".TP\n\\fBtool\\-show\\fR(1)\nShows.\n"));
}

TEST(Manual, ThePageOfACommandHasSynopsisOptionsExamplesCodesAndFiles) {
  const std::string page = manual_page_of(described("Looks"), "look", "1.2");
  EXPECT_THAT(page, HasSubstr(".TH TOOL\\-LOOK 1 \"\" \"gpubench 1.2\" \"User Commands\"\n"));
  EXPECT_THAT(page, HasSubstr(".SH NAME\ntool\\-look \\- looks\n"));
  EXPECT_THAT(page, HasSubstr(".SH SYNOPSIS\n\\fBtool look\\fR [\\fIOPTION\\fR ...] \\fIFILE\\fR ...\n.br\n"
                              "\\fBtool look deep\\fR"));
  EXPECT_THAT(page, HasSubstr(".SH DESCRIPTION\nLooks.\nLooks twice.\n"));
  EXPECT_THAT(page, HasSubstr(".TP\n\\fB\\-o\\fR, \\fB\\-\\-out\\fR \\fIPLACE\\fR\nWhere | *how*\n"));
  EXPECT_THAT(page, HasSubstr(".SS tool look deep\n"));
  EXPECT_THAT(page, HasSubstr(".SH EXAMPLES\n.nf\n.RS\ntool look a\\-b\n.RE\n.fi\n"));
  EXPECT_THAT(page, HasSubstr(".SH EXIT STATUS\n.TP\n\\fB0\\fR\nseen\n.TP\n\\fB1\\fR\nnot seen\n"));
  EXPECT_THAT(page, HasSubstr(".TP\n\\fBeye\\fR\nwhat it looks with\n.SH SEE ALSO\n\\fBtool\\fR(1)\n"));
}

TEST(Manual, WhatMayBeLeftOutStandsInBrackets) {
  CommandDescription tool = described("Looks");
  tool.commands.front().positionals.push_back({{"PLACE"}, "TEXT", "Where", {}, false, false});
  EXPECT_THAT(manual_page_of(tool, "look", "1.2"), HasSubstr("\\fIFILE\\fR ... [\\fIPLACE\\fR]\n"));
}

TEST(Manual, OfAnotherCommandThereIsNoPage) {
  EXPECT_THROW(manual_page_of(described("Looks"), "listen", "1.2"), std::invalid_argument);
}

TEST(Manual, TextIsNoRequestAndNoEscape) {
  const std::string page = manual_page_of(described(".so /etc/passwd\n'x \\fB"), "look", "1.2");
  EXPECT_THAT(page, Not(HasSubstr("\n.so")));
  EXPECT_THAT(page, HasSubstr("\n\\&.so /etc/passwd\n\\&\\(aqx \\efB.\n"));
}

TEST(Manual, EveryPageIsWrittenIntoAFolderOfItsOwn) {
  const Folder folder;
  write_manual_pages(described("Looks"), "1.2", folder / "man1");
  EXPECT_EQ(results::read_text(folder / "man1" / "tool-look.1", 1 << 16),
            manual_page_of(described("Looks"), "look", "1.2"));
  EXPECT_TRUE(std::filesystem::exists(folder / "man1" / "tool-show.1"));
  EXPECT_TRUE(std::filesystem::exists(folder / "man1" / "tool.1"));
  results::write_text(folder / "taken", "");
  EXPECT_THROW(write_manual_pages(described("Looks"), "1.2", folder / "taken"), results::CreateError);
}

TEST(Manual, MarkdownHasEachCommandWithExamplesToBeTyped) {
  const std::string page = manual_markdown(described("Looks"));
  EXPECT_THAT(page, HasSubstr("\n## tool look\n\nLooks.\nLooks twice.\n"));
  EXPECT_THAT(page, HasSubstr("\n| `-o, --out PLACE` | Where \\| \\*how\\* |\n"));
  EXPECT_THAT(page, HasSubstr("\n| `--by` | A row: `case`, `group` |\n"));
  EXPECT_THAT(page, HasSubstr("\n    tool look a-b\n\nExit codes:\n\n- `0` seen\n- `1` not seen\n"));
  EXPECT_THAT(page, HasSubstr("\n### tool look deep\n\nInner.\n\n    tool look deep\n"));
}

}  // namespace
}  // namespace gpubench

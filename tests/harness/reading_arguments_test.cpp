#include "harness/reading_arguments.hpp"

#include <gmock/gmock.h>

#include "results/error.hpp"

namespace gpubench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

template <class Wanted>
Wanted read_as(const std::vector<std::string>& arguments) {
  return std::get<Wanted>(parse_command_line(arguments, [](const char*) { return nullptr; }));
}

std::string not_read(const std::vector<std::string>& arguments) {
  try {
    parse_command_line(arguments, [](const char*) { return nullptr; });
  } catch (const results::UsageError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(ReadingArguments, ShowIsForPeopleInFullOrForMachines) {
  EXPECT_TRUE(read_as<ShowCommand>({"show", "a.h5", "-v"}).verbose);
  EXPECT_FALSE(read_as<ShowCommand>({"show", "a.h5"}).verbose);
  EXPECT_THAT(not_read({"show", "a.h5", "--json", "--verbose"}), HasSubstr("--verbose"));
}

TEST(ReadingArguments, AnExportHasAFormatAndMayHaveAPlace) {
  const auto one = read_as<ExportCommand>({"export", "a.h5", "b.h5", "--format", "csv", "--samples"});
  EXPECT_THAT(one.files, ElementsAre("a.h5", "b.h5"));
  EXPECT_EQ(one.format, "csv");
  EXPECT_TRUE(one.samples && !one.force && one.output.empty() && one.loss.empty());
  const auto runs =
      read_as<ExportCommand>({"export", "a.h5", "--format", "mlflow", "-o", "r", "--loss", "l.csv"});
  EXPECT_EQ(runs.output, "r");
  EXPECT_EQ(runs.loss, "l.csv");
  EXPECT_THAT(not_read({"export", "a.h5"}), HasSubstr("--format"));
  EXPECT_THAT(not_read({"export", "a.h5", "--format", "xls"}), HasSubstr("google-benchmark"));
  EXPECT_THAT(not_read({"export", "--format", "csv"}), HasSubstr("FILE"));
}

TEST(ReadingArguments, ATrendIsOfFilesAndInOneForm) {
  const auto one = read_as<TrendCommand>({"trend", "results", "--case", "memory/*", "--json"});
  EXPECT_THAT(one.files, ElementsAre("results"));
  EXPECT_EQ(one.cases, "memory/*");
  EXPECT_TRUE(one.json && !one.markdown);
  EXPECT_THAT(not_read({"trend", "results", "--json", "--markdown"}), HasSubstr("--markdown"));
}

TEST(ReadingArguments, CompletionIsForAShellAndKnowsTheGrammar) {
  const auto one = read_as<CompletionCommand>({"completion", "zsh"});
  EXPECT_EQ(one.shell, "zsh");
  EXPECT_EQ(one.grammar.name, "gpubench");
  EXPECT_THAT(not_read({"completion"}), HasSubstr("SHELL"));
}

}  // namespace
}  // namespace gpubench

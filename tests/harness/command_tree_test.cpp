#include "harness/command_tree.hpp"

#include <gmock/gmock.h>

#include <CLI/CLI.hpp>

namespace gpubench {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Bound {
  std::string file, by, profile, time;
  bool flag = false;
};

CommandDescription example(Bound& bound) {
  CLI::App app("Does things", "tool");
  CLI::App* verb = app.add_subcommand("look", "Looks");
  verb->add_option("FILE", bound.file, "What")->required()->type_name("BENCHMARK");
  verb->add_option("-b,--by", bound.by, "How")->check(CLI::IsMember({"case", "group"}));
  verb->add_option("--profile", bound.profile, "Much")->type_name("quick|slow");
  verb->add_option("--time", bound.time, "Long")->type_name("30s|5m");
  verb->add_flag("--flag", bound.flag, "Or not");
  verb->footer("Example:\n  tool look a");
  app.add_subcommand("own", "The program's own")->group("");
  return describe(app);
}

const OptionDescription& option_named(const CommandDescription& command, const std::string& name) {
  for (const OptionDescription& option : command.options)
    if (std::ranges::find(option.names, name) != option.names.end()) return option;
  throw std::out_of_range(name);
}

TEST(CommandTree, HasWhatHelpNamesAndNothingElse) {
  Bound bound;
  const CommandDescription tool = example(bound);
  EXPECT_EQ(tool.name, "tool");
  ASSERT_EQ(tool.commands.size(), 1U);
  EXPECT_EQ(tool.commands[0].name, "look");
  EXPECT_EQ(tool.commands[0].footer, "Example:\n  tool look a");
  ASSERT_EQ(tool.commands[0].positionals.size(), 1U);
  EXPECT_THAT(tool.commands[0].positionals[0].names, ElementsAre("FILE"));
  EXPECT_EQ(tool.commands[0].positionals[0].value, kBenchmarkValue);
  EXPECT_TRUE(tool.commands[0].positionals[0].required);
}

TEST(CommandTree, KnowsWhatAnOptionTakes) {
  Bound bound;
  const CommandDescription tool = example(bound);
  const CommandDescription& look = tool.commands[0];
  EXPECT_THAT(option_named(look, "--by").names, ElementsAre("-b", "--by"));
  EXPECT_THAT(option_named(look, "-b").choices, ElementsAre("case", "group"));
  EXPECT_THAT(option_named(look, "--profile").choices, ElementsAre("quick", "slow"));
  EXPECT_THAT(option_named(look, "--time").choices, IsEmpty()) << "examples are no choices";
  EXPECT_EQ(option_named(look, "--time").value, "30s|5m");
  EXPECT_EQ(option_named(look, "--flag").value, "");
  EXPECT_EQ(option_named(look, "--help").value, "");
}

}  // namespace
}  // namespace gpubench

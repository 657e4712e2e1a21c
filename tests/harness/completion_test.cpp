#include "harness/completion.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace gpubench {
namespace {

using testing::HasSubstr;
using testing::Not;

CommandDescription tool() {
  CommandDescription look{"look", "Looks at 'it'", "", {}, {}, {}};
  look.positionals.push_back({{"NAME"}, kBenchmarkValue, "", {}, true});
  look.options.push_back({{"-b", "--by"}, "case|group", "How", {"case", "group"}, false});
  look.options.push_back({{"--flag"}, "", "Or not", {}, false});
  return {"tool", "", "", {}, {}, {look, {"show", "Shows", "", {}, {}, {}}}};
}

TEST(Completion, BenchmarksAreOfferedWhereOneIsExpectedAlone) {
  const std::string script = completion_script("bash", tool(), {"memory/triad"});
  EXPECT_THAT(script, HasSubstr("    look:*) words='memory/triad -b --by --flag' ;;\n"));
  EXPECT_THAT(script, HasSubstr("    show:*) words='' ;;\n"));
  EXPECT_THAT(script, HasSubstr("    :*) words='look show' ;;\n"));
}

TEST(Completion, AnOptionsValuesComeAfterEachOfItsNamesAndAFlagHasNone) {
  for (const char* shell : {"bash", "zsh"}) {
    const std::string script = completion_script(shell, tool(), {});
    EXPECT_THAT(script, HasSubstr("    look:-b|look:--by) words='case group' ;;\n"));
    EXPECT_THAT(script, Not(HasSubstr("look:--flag)")));
  }
  EXPECT_THAT(completion_script("fish", tool(), {}), HasSubstr(" -s b -l by -x -a 'case group' -d 'How'\n"));
}

TEST(Completion, TextsAreQuoted) {
  EXPECT_THAT(completion_script("fish", tool(), {}), HasSubstr("-d 'Looks at '\\''it'\\'''\n"));
}

TEST(Completion, OfAnotherShellThereIsNone) {
  EXPECT_THROW(completion_script("tcsh", tool(), {}), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench

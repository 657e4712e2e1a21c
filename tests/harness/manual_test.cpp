#include "harness/manual.hpp"

#include <gmock/gmock.h>

namespace gpubench {
namespace {

using testing::HasSubstr;
using testing::Not;

CommandDescription described(const std::string& meaning) {
  CommandDescription look{"look", meaning, "Example:\n  tool look a-b",
                          {},     {},      {{"deep", "Inner", "", {}, {}, {}}}};
  look.positionals.push_back({{"FILE"}, "TEXT", "What", {}, true});
  look.options.push_back({{"-o", "--out"}, "PLACE", "Where", {}, false});
  return {"tool", "Does things", "", {}, {}, {look}};
}

TEST(Manual, HasEachCommandWithItsOptionsAndExample) {
  const std::string page = manual_page(described("Looks"), "1.2");
  EXPECT_THAT(page, HasSubstr(".TH GPUBENCH 1 \"\" \"gpubench 1.2\" \"User Commands\"\n"));
  EXPECT_THAT(page, HasSubstr(".SS \\fBlook\\fR \\fIFILE\\fR\nLooks.\n"));
  EXPECT_THAT(page, HasSubstr(".TP\n\\fB\\-o\\fR, \\fB\\-\\-out\\fR \\fIPLACE\\fR\nWhere\n"));
  EXPECT_THAT(page, HasSubstr(".nf\n.RS\ntool look a\\-b\n.RE\n.fi\n"));
  EXPECT_THAT(page, HasSubstr(".SS \\fBlook deep\\fR\n"));
}

TEST(Manual, TextIsNoRequestAndNoEscape) {
  const std::string page = manual_page(described(".so /etc/passwd\n'x \\fB"), "1.2");
  EXPECT_THAT(page, Not(HasSubstr("\n.so")));
  EXPECT_THAT(page, HasSubstr("\n\\&.so /etc/passwd\n\\&\\(aqx \\efB.\n"));
}

}  // namespace
}  // namespace gpubench

#include "results/reference/show_reference.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "results/reference/reference_words.hpp"
#include "tests/results/examples.hpp"
#include "tests/results/golden.hpp"
#include "tests/results/widest_line.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

using synthetic::Settings;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kHarm = "memory/\033[2J`x`|<b>@you";

class ShowReference : public testing::Test {
 protected:
  ShowReference() {
    synthetic::write(folder_ / "run.h5", synthetic::side("A", 1, false), [](const Settings&, Case& c) {
      if (c.name == "memory/case1") c.verification.correctness = "wrong";
    });
    auto other = synthetic::side("B", 1, false);
    other[0].cpu = "cpu two";
    other[0].cases = 3;
    synthetic::write(folder_ / "reference.h5", other);
    seen_ = refer(open_side({folder_ / "run.h5"}), open_side({folder_ / "reference.h5"}));
    seen_.run.name = "run.h5";
    seen_.reference.name = "epyc";
  }
  std::string text(const ReferenceView& view = {}) const {
    std::ostringstream out;
    show(seen_, view, out);
    return out.str();
  }
  examples::Folder folder_;
  Reference seen_;
};

TEST_F(ShowReference, GoldenTextNamesHardwareSharesAndThatItIsNoVerdict) {
  const std::string masked = mask_numbers(text());
  EXPECT_EQ(masked, golden("reference.txt", masked));
}

TEST_F(ShowReference, GoldenTextByGroupHasMeansInPlaceOfCases) {
  const std::string masked = mask_numbers(text({.by_group = true}));
  EXPECT_EQ(masked, golden("reference_groups.txt", masked));
}

TEST_F(ShowReference, NothingIsWiderThanTheTerminal) {
  for (const std::size_t width : {44U, 60U, 80U}) EXPECT_LE(widest_line(text({.width = width})), width);
}

TEST_F(ShowReference, AWrongCaseSaysSoWhereItsShareWouldBe) {
  for (const std::string& page : {text(), text({.width = 80}), markdown(seen_, {})})
    EXPECT_THAT(page, HasSubstr("WRONG"));
  seen_.rows[1].wrong = false;
  EXPECT_THAT(text(), Not(HasSubstr("WRONG")));
}

TEST_F(ShowReference, JsonHasEveryRowAndLeavesMissingFiguresOut) {
  const auto json = nlohmann::json::parse(reference_json(seen_));
  EXPECT_EQ(json.at("schema"), "gpubench-reference/1");
  EXPECT_EQ(json.at("reference").at("hardware"), "cpu two");
  ASSERT_EQ(json.at("cases").size(), 2U);
  EXPECT_TRUE(json["cases"][0].contains("share"));
  EXPECT_FALSE(json["cases"][0].contains("wrong"));
  EXPECT_FALSE(json["cases"][1].contains("share"));
  EXPECT_FALSE(json["cases"][1].at("run").contains("rate"));
  EXPECT_EQ(json["cases"][1].at("wrong"), true);
  EXPECT_EQ(json.at("groups").at(0).at("cases"), 1);
  EXPECT_EQ(json.at("reference_only"), 1);
}

TEST_F(ShowReference, TextOfAnotherLabSteersNeitherTerminalNorPage) {
  seen_.rows[0].key.name = kHarm;
  seen_.hardware_reference = kHarm;
  EXPECT_THAT(text(), Not(HasSubstr("\033")));
  EXPECT_THAT(text(), HasSubstr("?[2J"));
  const std::string page = markdown(seen_, {});
  for (const char* markup : {"\033", "`x`", "x|", "<b>", "@you"})
    EXPECT_THAT(page, Not(HasSubstr(markup))) << markup;
}

TEST(ShareText, HasThreeDigitsAndAllOfALargeOne) {
  EXPECT_EQ(format_share(1.0), "100 %");
  EXPECT_EQ(format_share(0.8349), "83.5 %");
  EXPECT_EQ(format_share(0.0042), "0.420 %");
  EXPECT_EQ(format_share(123.456), "12346 %");
  EXPECT_EQ(format_share(0.99951), "100 %");
  EXPECT_EQ(format_share(std::nullopt), "");
}

}  // namespace
}  // namespace gpubench::results

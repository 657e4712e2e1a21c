#include "results/repro/show_repro.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "tests/results/examples.hpp"
#include "tests/results/golden.hpp"
#include "tests/results/widest_line.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

using synthetic::Settings;
using testing::HasSubstr;
using testing::Not;

class ShowRepro : public testing::Test {
 protected:
  /// Four sites of three launches, of which the last is 5 % slower; what change(launch, case) makes of them.
  template <class Change>
  std::string text_of_sites(Change&& change, const ReproView& view = {}) {
    for (const char name : {'a', 'b', 'c', 'd'}) {
      std::filesystem::remove(folder_ / (std::string(1, name) + ".h5"));
      std::vector<Settings> launches(3);
      for (std::size_t i = 0; i < launches.size(); ++i) {
        launches[i].number = 100 * static_cast<std::size_t>(name) + i;
        launches[i].site = launches[i].hosts = std::string(1, name);
        launches[i].slowdown = name == 'd' ? 0.05 : 0;
        launches[i].cases = 4;
      }
      synthetic::write(folder_ / (std::string(1, name) + ".h5"), launches, change);
    }
    Repro seen = reproduce(open_side({folder_.path()}));
    seen.study.name = "study";
    std::ostringstream out;
    show(seen, view, out);
    return out.str();
  }
  examples::Folder folder_;
};

TEST_F(ShowRepro, GoldenTextOfAStudyOfSites) {
  const std::string masked = mask_numbers(text_of_sites([](const Settings&, Case&) {}));
  EXPECT_EQ(masked, golden("repro.txt", masked));
}

TEST_F(ShowRepro, WrongOutputsAreCountedAtTheEnd) {
  const auto wrong = [](const Settings& launch, Case& c) {
    if (launch.site == "b" && c.name == "memory/case2") c.verification.correctness = "wrong";
  };
  const std::string ending = "case with an output that is wrong or not what its library promises";
  EXPECT_THAT(text_of_sites(wrong), HasSubstr("1 " + ending));
}

TEST_F(ShowRepro, WhereNoneIsWrongNothingIsSaidOfIt) {
  EXPECT_THAT(text_of_sites([](const Settings&, Case&) {}), Not(HasSubstr("with an output that is wrong")));
}

TEST_F(ShowRepro, OfManyFactsThatVaryTheRestIsCountedOrNamed) {
  Repro seen;
  for (int i = 0; i < 9; ++i) seen.mixed.push_back("site a: loaded fact" + std::to_string(i));
  const auto text = [&](bool verbose) {
    std::ostringstream out;
    show(seen, {.verbose = verbose}, out);
    return out.str();
  };
  EXPECT_THAT(text(false), HasSubstr("and 3 more facts, named by --verbose"));
  EXPECT_THAT(text(false), Not(HasSubstr("fact8")));
  EXPECT_THAT(text(true), HasSubstr("fact8"));
  EXPECT_THAT(text(true), Not(HasSubstr("more facts")));
}

TEST_F(ShowRepro, NothingIsWiderThanTheTerminal) {
  const auto wrong = [](const Settings& launch, Case& c) {
    if (launch.site == "b" && c.name == "memory/case2") c.verification.correctness = "wrong";
  };
  for (const std::size_t width : {44U, 60U, 80U})
    EXPECT_LE(widest_line(text_of_sites(wrong, {.width = width})), width);
}

TEST_F(ShowRepro, TextOfAnotherLabDoesNotSteerTheTerminal) {
  const std::string text = text_of_sites([](const Settings&, Case& c) { c.name += "\033[2J"; });
  EXPECT_THAT(text, Not(HasSubstr("\033")));
  EXPECT_THAT(text, HasSubstr("case0?[2J"));
}

}  // namespace
}  // namespace gpubench::results

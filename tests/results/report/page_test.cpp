#include "results/report/page.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <string>

#include "results/error.hpp"
#include "results/json.hpp"
#include "results/report/figures.hpp"
#include "results/report/web.hpp"
#include "tests/results/examples.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

using synthetic::Settings;
using testing::HasSubstr;
using testing::Not;

const Bundle kNoBundle{"", "figures are tables here"};
const Bundle kBundle{"var vega;", ""};

using Paths = std::vector<std::filesystem::path>;

ReportSources of_files(Paths files, const std::filesystem::path& loss = {},
                       const std::filesystem::path& topology = {}) {
  ReportSources sources;
  sources.files = std::move(files);
  sources.loss = loss;
  sources.topology = topology;
  return sources;
}

ReportSources of_sides(Paths baseline, Paths candidate) {
  ReportSources sources;
  sources.baseline = std::move(baseline);
  sources.candidate = std::move(candidate);
  return sources;
}

class Page : public testing::Test {
 protected:
  Report of_one_launch() {
    synthetic::write(folder_ / "one.h5", {Settings()});
    return make_report(of_files({folder_ / "one.h5"}));
  }
  Report of_two_sides(double slowdown) {
    auto a = synthetic::side("A", 6, true), b = synthetic::side("B", 6, true);
    for (Settings& one : b) one.slowdown = slowdown;
    a.insert(a.end(), b.begin(), b.end());
    synthetic::write(folder_ / "study.h5", a);
    return make_report(of_files({folder_ / "study.h5"}));
  }
  Report of_sites(std::size_t count) {
    std::vector<std::filesystem::path> files;
    for (std::size_t site = 0; site < count; ++site) {
      std::vector<Settings> launches(3);
      for (std::size_t i = 0; i < launches.size(); ++i) {
        launches[i].number = 100 * site + i;
        launches[i].site = launches[i].hosts = "lab" + std::to_string(site);
        launches[i].cases = 4;
        launches[i].slowdown = site == 0 ? 0.05 : 0;
      }
      files.push_back(folder_ / ("site" + std::to_string(site) + ".h5"));
      synthetic::write(files.back(), launches);
    }
    return make_report(of_files(files));
  }
  examples::Folder folder_;
};

TEST_F(Page, SaysWhatTheFilesAre) {
  EXPECT_EQ(of_one_launch().kind, ReportKind::launch);
  EXPECT_EQ(of_two_sides(0).kind, ReportKind::sides);
  EXPECT_EQ(of_sites(4).kind, ReportKind::sites);
}

TEST_F(Page, TwoFilesAreTwoSidesAndThreeOfOneSiteAreLaunches) {
  for (std::size_t i = 0; i < 3; ++i) {
    Settings one;
    one.number = i;
    synthetic::write(folder_ / (std::to_string(i) + ".h5"), {one});
  }
  EXPECT_EQ(make_report(of_files({folder_ / "0.h5", folder_ / "1.h5"})).kind, ReportKind::sides);
  EXPECT_EQ(make_report(of_files({folder_.path()})).kind, ReportKind::launches);
  const Report named = make_report(of_sides({folder_ / "0.h5", folder_ / "1.h5"}, {folder_ / "2.h5"}));
  EXPECT_EQ(named.kind, ReportKind::sides);
  EXPECT_EQ(named.comparison->baseline.launches.size(), 2U);
}

TEST_F(Page, VerdictComesFirstAndIsTheComparisons) {
  const std::string worse = make_page(of_two_sides(0.05), kNoBundle);
  EXPECT_THAT(worse, HasSubstr("Something got worse"));
  EXPECT_THAT(worse, HasSubstr("2 REGRESSED of 2 cases"));
  EXPECT_LT(worse.find("id=\"verdict\""), worse.find("id=\"environment\""));
  EXPECT_LT(worse.find("id=\"environment\""), worse.find("id=\"cases\""));
}

TEST_F(Page, EqualSidesAreNotCalledWorse) {
  EXPECT_THAT(make_page(of_two_sides(0), kNoBundle), Not(HasSubstr("REGRESSED")));
}

TEST_F(Page, ASiteThatStandsOutIsNamed) {
  EXPECT_THAT(make_page(of_sites(8), kNoBundle), HasSubstr("site lab0 stands out"));
}

TEST_F(Page, WithoutTheBundleFiguresAreTablesAndItSaysHowToGetIt) {
  const std::string page = make_page(of_one_launch(), kNoBundle);
  EXPECT_THAT(page, HasSubstr("figures are tables here"));
  EXPECT_THAT(page, Not(HasSubstr("class=\"drawing\"")));
  EXPECT_THAT(page, HasSubstr("Where the samples lie"));
}

TEST_F(Page, WithItEveryFigureHasAllThatNeedsNoEyes) {
  const std::string page = make_page(of_sites(3), kBundle);
  const std::regex drawing(
      "<div class=\"drawing\" data-spec=\"([^\"]+)\" role=\"img\" aria-label=\"[^\"]{20,}\">");
  std::size_t figures = 0;
  for (std::sregex_iterator one(page.begin(), page.end(), drawing), end; one != end; ++one, ++figures)
    EXPECT_THAT(page, HasSubstr("<script type=\"application/json\" id=\"" + one->str(1) + "\">"));
  EXPECT_GT(figures, 8U);  // two a case, and those of sites
}

TEST_F(Page, NothingCanBeAskedOfANetwork) {
  const std::string page = make_page(of_two_sides(0.05), kBundle);
  EXPECT_THAT(page, HasSubstr("default-src &#39;none&#39;"));
  for (const std::string& code : {std::string(page_script()), std::string(page_style()), kBundle.code}) {
    std::string hash = policy_hash(code);
    hash = hash.substr(1, hash.size() - 2);
    EXPECT_THAT(page, HasSubstr(hash)) << code.substr(0, 40);
  }
  EXPECT_THAT(page, Not(testing::ContainsRegex("(src|href)=\"[^#]")));
  EXPECT_THAT(page, Not(HasSubstr("unsafe-")));
  EXPECT_THAT(page, Not(testing::ContainsRegex(" style=| on[a-z]+=")));
}

TEST_F(Page, HostileNamesAreTextEverywhere) {
  const std::string harm = "</script><img src=x onerror=alert(1)>\"'\x1b[2J\xe2\x80\xae\xd7\x90";
  std::vector<Settings> launches(2);
  launches[1].number = 1;
  for (Settings& one : launches) one.site = one.cpu = one.library = one.hosts = harm;
  synthetic::write(folder_ / "harm.h5", launches, [&](const Settings&, Case& c) {
    c.name = harm + c.name;
    c.backend = harm;
    c.axes = {{harm, harm}, {"working_set", "1MiB"}};
    c.scope = harm;
    c.facts = {{harm, harm}};
    c.ceiling = harm;
    c.sets_ceiling = c.name.back() == '0';
  });
  std::ofstream(folder_ / "loss.csv") << "<b>a,<i>b\n1,1\n2,3\n";
  std::ofstream(folder_ / "topology.json")
      << R"({"devices": [{"name": "<b>", "reaches": ["</script>"]}], "pairs": {"end": "<b>", "bytes_per_second": [[1, "<b>"], 3]}})";
  const Report report =
      make_report(of_files({folder_ / "harm.h5"}, folder_ / "loss.csv", folder_ / "topology.json"));
  for (const Bundle* bundle : {&kBundle, &kNoBundle}) {
    const std::string page = make_page(report, *bundle);
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(page, Not(HasSubstr("<i>")));
    EXPECT_THAT(page, Not(HasSubstr("<b>")));
    EXPECT_THAT(page, Not(HasSubstr("\x1b")));
    EXPECT_THAT(page, Not(HasSubstr("\xe2\x80\xae")));
    EXPECT_THAT(page, HasSubstr("&lt;img src=x onerror=alert(1)&gt;"));  // it was there, and is shown
    const std::regex begins("<script"), ends("</script>");
    const auto count = [&](const std::regex& what) {
      return std::distance(std::sregex_iterator(page.begin(), page.end(), what), {});
    };
    EXPECT_EQ(count(begins), count(ends));
  }
}

TEST_F(Page, LossesPartAtTheStepTheComparisonSays) {
  synthetic::write(folder_ / "one.h5", {Settings()});
  std::ofstream(folder_ / "loss.csv") << "a,b\n3,3\n2,2\n1,1.5\n";
  const Report report = make_report(of_files({folder_ / "one.h5"}, folder_ / "loss.csv"));
  const auto figures = draw_losses(report);
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(figures[0].spec["layer"][0]["data"]["values"][0]["step"], 2);
  EXPECT_THAT(figures[0].finding, HasSubstr("part at step 2"));
}

TEST_F(Page, ATopologyThatIsNoneIsRefused) {
  synthetic::write(folder_ / "one.h5", {Settings()});
  for (const char* text : {"no json", "[]", "{}"}) {
    std::ofstream(folder_ / "topology.json", std::ios::trunc) << text;
    EXPECT_THROW(make_report(of_files({folder_ / "one.h5"}, {}, folder_ / "topology.json")), DataError)
        << text;
  }
}

TEST(Bundle, AFileThatWouldEndItsScriptIsRefusedAndAMissingOneIsNone) {
  const examples::Folder folder;
  EXPECT_TRUE(read_bundle(folder / "vega.js").code.empty());
  EXPECT_THAT(read_bundle(folder / "vega.js").missing, HasSubstr("scripts/report-bundle"));
  std::ofstream(folder / "vega.js") << "var a = '</script>';";
  EXPECT_THROW(read_bundle(folder / "vega.js"), DataError);
  std::ofstream(folder / "vega.js", std::ios::trunc) << "var a;";
  EXPECT_EQ(read_bundle(folder / "vega.js").code, "var a;");
}

}  // namespace
}  // namespace gpubench::results

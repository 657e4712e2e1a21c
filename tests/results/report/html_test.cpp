#include "results/report/html.hpp"

#include <gmock/gmock.h>

#include <stdexcept>
#include <string>

#include "results/json.hpp"

namespace gpubench::results {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

TEST(Html, TextIsNeverMarkup) {
  Html html;
  html.leaf("p", "<script>alert('\"&')</script>");
  EXPECT_THAT(html.page(), EndsWith("<p>&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;</p>\n"));
}

TEST(Html, AnAttributeCantBeLeft) {
  Html html;
  html.leaf("a", "x", {{"href", "\" onclick='alert(1)' \n>"}});
  EXPECT_THAT(html.page(), EndsWith("<a href=\"&quot; onclick=&#39;alert(1)&#39; ?&gt;\">x</a>"));
}

TEST(Html, ControlAndBidirectionalCharactersAreShownAsInATerminal) {
  Html html;
  html.leaf("b", "\x1b[2J\xe2\x80\xae\xff\x80z");
  EXPECT_THAT(html.page(), EndsWith("<b>?[2J???z</b>"));
}

TEST(Html, LettersFromRightToLeftAreIsolated) {
  Html html;
  html.leaf("b", "\xd7\x90\xd7\x91 1");
  EXPECT_THAT(html.page(), EndsWith("<b><bdi>\xd7\x90\xd7\x91 1</bdi></b>"));
  Html plain;
  plain.leaf("b", "\xc3\xa9");
  EXPECT_THAT(plain.page(), EndsWith("<b>\xc3\xa9</b>"));
}

TEST(Html, DataCantEndTheirScript) {
  Html html;
  html.json("data", {{"name</script><b>", "<!--\xe2\x80\xae"}});
  EXPECT_THAT(html.page(), Not(HasSubstr("</script><b>")));
  EXPECT_THAT(html.page(), Not(HasSubstr("<!--")));
  const std::string& page = html.page();
  const std::size_t begin = page.find('{');
  const auto data = json_of(page.substr(begin, page.rfind('}') + 1 - begin));
  EXPECT_EQ(data.at("name</script><b>"), "<!--?");
}

TEST(Html, CodeThatWouldEndItsElementIsRefused) {
  for (const char* bad : {"a</ScRipt>", "a</style", "<!-- a", "a\r\nb", "\xff"}) {
    Html html;
    EXPECT_THROW(html.code("script", bad), std::invalid_argument) << bad;
  }
  Html html;
  html.code("script", "a < b && c > d");
  EXPECT_THAT(html.page(), EndsWith("<script>a < b && c > d</script>\n"));
}

TEST(Html, AnElementEndsWithItsScope) {
  Html html;
  {
    const auto outer = html.element("section", {{"id", "a"}});
    const auto inner = html.element("b");
  }
  html.text("z");
  EXPECT_THAT(html.page(), EndsWith("<section id=\"a\"><b></b></section>\nz"));
}

TEST(Html, APolicyNamesCodeByTheDigestThatBrowsersMake) {
  // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
  EXPECT_EQ(policy_hash("alert(1)"), "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
  EXPECT_NE(policy_hash("alert(2)"), policy_hash("alert(1)"));
}

}  // namespace
}  // namespace gpubench::results

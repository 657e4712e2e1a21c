#include "results/junit.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace gpubench::results {
namespace {

using Kind = JunitCase::Kind;

TEST(Junit, ASuiteCountsItsCasesByKind) {
  const std::vector<JunitCase> cases = {{"g", "one", Kind::passed, "fine"},
                                        {"g", "two", Kind::failed, "bad"},
                                        {"g", "three", Kind::skipped, "why"},
                                        {"g", "four", Kind::failed, "worse"}};
  EXPECT_EQ(junit_suite("s", cases),
            "<testsuite name=\"s\" tests=\"4\" failures=\"2\" skipped=\"1\" errors=\"0\">\n"
            "  <testcase classname=\"g\" name=\"one\"><system-out>fine</system-out></testcase>\n"
            "  <testcase classname=\"g\" name=\"two\"><failure message=\"bad\"/></testcase>\n"
            "  <testcase classname=\"g\" name=\"three\"><skipped message=\"why\"/></testcase>\n"
            "  <testcase classname=\"g\" name=\"four\"><failure message=\"worse\"/></testcase>\n"
            "</testsuite>");
}

TEST(Junit, TextIsWhatXmlMayHold) {
  EXPECT_EQ(xml_text("<a b=\"c\">&"), "&lt;a b=&quot;c&quot;&gt;&amp;");
  EXPECT_EQ(xml_text("\x1b\n\xef\xbf\xbe\xef\xbf\xbf\xff"), "?????");
  EXPECT_EQ(xml_text("\xef\xbf\xbd é"), "\xef\xbf\xbd é");
}

}  // namespace
}  // namespace gpubench::results

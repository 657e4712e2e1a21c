#include "results/junit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "results/terminal.hpp"
#include "results/utf8.hpp"

namespace gpubench::results {
namespace {

using Kind = JunitCase::Kind;

/// XML 1.0 has no U+FFFE and U+FFFF, not even escaped.
std::string without_noncharacters(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t c = take_character(text);
    if (c == 0xFFFE || c == 0xFFFF) {
      kept += '?';
    } else {
      kept += before.substr(0, before.size() - text.size());
    }
  }
  return kept;
}

std::string element_of(const JunitCase& one) {
  const std::string message = xml_text(one.message);
  switch (one.kind) {
    case Kind::failed:
      return fmt::format("<failure message=\"{}\"/>", message);
    case Kind::skipped:
      return fmt::format("<skipped message=\"{}\"/>", message);
    case Kind::passed:
      break;
  }
  return fmt::format("<system-out>{}</system-out>", message);
}

}  // namespace

std::string xml_text(const std::string& text) {
  std::string result;
  for (const char c : without_noncharacters(sanitize(text))) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string junit_suite(const std::string& name, std::span<const JunitCase> cases) {
  const auto count = [&](Kind kind) {
    return std::ranges::count_if(cases, [kind](const JunitCase& one) { return one.kind == kind; });
  };
  std::string text =
      fmt::format("<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\" errors=\"0\">\n",
                  xml_text(name), cases.size(), count(Kind::failed), count(Kind::skipped));
  for (const JunitCase& one : cases)
    text += fmt::format("  <testcase classname=\"{}\" name=\"{}\">{}</testcase>\n", xml_text(one.group),
                        xml_text(one.name), element_of(one));
  return text + "</testsuite>";
}

}  // namespace gpubench::results

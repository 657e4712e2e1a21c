/// Junit: cases as the XML of test reports that CI systems read.
#pragma once
#include <span>
#include <string>

namespace gpubench::results {

/// One test case. Texts may come from a file.
struct JunitCase {
  enum class Kind { passed, skipped, failed };
  std::string group, name;
  Kind kind = Kind::passed;
  std::string message;  ///< Why; of a passed one what it came to.
};

/// Text in an element or an attribute: harmless in a terminal, no markup, nothing that XML 1.0 forbids.
std::string xml_text(const std::string& text);

/// <testsuite> with its counts.
std::string junit_suite(const std::string& name, std::span<const JunitCase> cases);

inline constexpr const char* kJunitBegin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>";
inline constexpr const char* kJunitEnd = "</testsuites>\n";

}  // namespace gpubench::results

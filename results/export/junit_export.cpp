// A launch as a test suite: a case is a test case, and one more says whether the launch was whole.
#include <fmt/format.h>

#include <ostream>

#include "results/error.hpp"
#include "results/export/case_path.hpp"
#include "results/export/exporter.hpp"
#include "results/junit.hpp"
#include "results/row_order.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

JunitCase exported_test_case(const Row& row) {
  JunitCase one{group_of(row.name), case_path(row), JunitCase::Kind::passed, row.verdict};
  if (row.status == Status::skipped) one.kind = JunitCase::Kind::skipped;
  if (row.status == Status::failed || row.verdict == "WRONG") one.kind = JunitCase::Kind::failed;
  if (!row.reason.empty()) one.message += ": " + row.reason;
  if (row.rate) one.message += ", " + format_rate(*row.rate, row.rate_unit);
  return one;
}

class JunitExporter : public Exporter {
 public:
  explicit JunitExporter(std::ostream& out) : out_(out) { out_ << kJunitBegin; }
  void begin_launch(const Launch& launch, const std::vector<Row>&) override {
    name_ = "gpubench " + launch.ulid;
    cases_.assign(1, {"launch", "complete", JunitCase::Kind::passed, "complete"});
    if (launch.complete) return;
    cases_.front().kind = JunitCase::Kind::failed;
    cases_.front().message = "incomplete" + (launch.stop_reason.empty() ? "" : ": " + launch.stop_reason);
  }
  void write_case(const Row& row, const Case&) override { cases_.push_back(exported_test_case(row)); }
  void end_launch() override { out_ << junit_suite(name_, cases_); }
  void finish() override { out_ << kJunitEnd; }

 private:
  std::ostream& out_;
  std::string name_;
  std::vector<JunitCase> cases_;  ///< Of the launch in hand: a suite begins with its counts.
};

}  // namespace

std::unique_ptr<Exporter> junit_exporter(std::ostream& out, bool samples) {
  if (samples) throw UsageError("gpubench export: junit has no place for --samples");
  return std::make_unique<JunitExporter>(out);
}

}  // namespace gpubench::results

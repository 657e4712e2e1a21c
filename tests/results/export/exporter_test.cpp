#include "results/export/exporter.hpp"

#include <gmock/gmock.h>

#include <map>

#include "tests/results/export/exported.hpp"

namespace gpubench::results {
namespace {

/// A file that counts how often each case is read.
class CountingFile : public ResultFile {
 public:
  explicit CountingFile(std::shared_ptr<const ResultFile> file) : file_(std::move(file)) {}
  const std::vector<Launch>& launches() const override { return file_->launches(); }
  std::vector<CaseIndex> index(std::size_t launch) const override { return file_->index(launch); }
  Case read_case(std::size_t launch, const std::string& id) const override {
    ++reads[id];
    return file_->read_case(launch, id);
  }
  std::string kind() const override { return file_->kind(); }
  std::vector<std::string> warnings() const override { return file_->warnings(); }
  mutable std::map<std::string, int> reads;

 private:
  std::shared_ptr<const ResultFile> file_;
};

/// How often each case is read for that format.
std::vector<int> reads_for(const ExportFormat& format, bool samples) {
  const examples::Folder folder;
  Side side = examples::side_of(folder, {examples::plain_launch()});
  const auto file = std::make_shared<CountingFile>(side.launches[0].file);
  side.launches[0].file = file;
  std::ostringstream out;
  export_side(side, *format.make(out, samples));
  std::vector<int> counts;
  for (const auto& [id, count] : file->reads) counts.push_back(count);
  return counts;
}

TEST(Exporter, CasesAreReadOnceWhereTheirSamplesAreNotWanted) {
  for (const ExportFormat& format : export_formats())
    EXPECT_THAT(reads_for(format, false), testing::ElementsAre(1, 1)) << format.name;
  for (const char* name : {"csv", "json", "google-benchmark"}) {
    const auto& formats = export_formats();
    const auto format = std::ranges::find(formats, std::string_view(name), &ExportFormat::name);
    EXPECT_THAT(reads_for(*format, true), testing::ElementsAre(2, 2)) << name;
  }
}

TEST(Exporter, WhereSamplesAreNotWantedTheirNumberIsTold) {
  class Looking : public Exporter {
   public:
    void begin_launch(const Launch&, const std::vector<Row>&) override {}
    void write_case(const Row& row, const Case& c) override {
      if (row.status != Status::measured) return;
      EXPECT_TRUE(c.samples.values.empty());
      EXPECT_EQ(c.samples.rows * c.samples.columns, 40U);
      EXPECT_TRUE(c.telemetry.empty());
      ++seen;
    }
    int seen = 0;
  } looking;
  const examples::Folder folder;
  export_side(examples::side_of(folder, {examples::plain_launch()}), looking);
  EXPECT_EQ(looking.seen, 1);
}

}  // namespace
}  // namespace gpubench::results

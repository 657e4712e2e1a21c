#include <fmt/format.h>

#include <map>

#include "results/codec.hpp"
#include "results/error.hpp"
#include "results/hash.hpp"
#include "results/index_row.hpp"
#include "results/journal_scan.hpp"
#include "results/open.hpp"

namespace gpubench::results {
namespace {

/// A dead run's journal as a result file: the index is made by one walk, cases are read where the walk found
/// them.
class JournalResults : public ResultFile {
 public:
  explicit JournalResults(const std::filesystem::path& path) : path_(path), launches_(1) {
    const JournalHealth health = read_journal(path, launches_.front(), [&](Case&& c) {
      index_.push_back(index_row(c, c.hash.empty() ? content_hash(c) : c.hash));
    });
    find_cases();
    kind_ = fmt::format("journal, {} cases, {}", index_.size(), health.ended ? "ended" : "not ended");
    if (!health.damage.empty()) warnings_.push_back(health.damage);
    if (!health.ended)
      warnings_.push_back("journal: the launch did not reach its end; its finished cases are here");
  }

  const std::vector<Launch>& launches() const override { return launches_; }
  std::vector<CaseIndex> index(std::size_t launch) const override {
    launches_.at(launch);
    return index_;
  }
  std::string kind() const override { return kind_; }
  std::vector<std::string> warnings() const override { return warnings_; }

  Case read_case(std::size_t launch, const std::string& id) const override {
    launches_.at(launch);
    const auto offset = offsets_.find(id);
    if (offset == offsets_.end()) throw DataError(fmt::format("{}: no case {}", path_.string(), id));
    JournalScan scan(path_);
    scan.seek(offset->second);
    const auto payload = scan.next();
    if (!payload) throw DataError(fmt::format("{}: changed while it was read", path_.string()));
    Case c = decode_case(*payload, scan.place());
    const std::string hash = content_hash(c);
    if (c.hash.empty()) c.hash = hash;
    if (c.hash != hash) throw DataError(scan.place() + ": the case's content is not what its hash says");
    return c;
  }

 private:
  /// The same records as read_journal passed on, in the same order.
  void find_cases() {
    JournalScan scan(path_);
    std::size_t found = 0;
    for (std::uint64_t begin = scan.offset(); const auto payload = scan.next(); begin = scan.offset())
      if (kind_of(*payload, scan.place()) == RecordKind::finished_case && found < index_.size()) {
        const std::string& id = index_[found++].id;
        if (!offsets_.emplace(id, begin).second)
          throw DataError(fmt::format("{}: case {} is there twice", path_.string(), id));
      }
  }

  std::filesystem::path path_;
  std::vector<Launch> launches_;
  std::vector<CaseIndex> index_;
  std::map<std::string, std::uint64_t> offsets_;
  std::string kind_;
  std::vector<std::string> warnings_;
};

}  // namespace

std::unique_ptr<ResultFile> open_journal(const std::filesystem::path& path) {
  return std::make_unique<JournalResults>(path);
}

}  // namespace gpubench::results

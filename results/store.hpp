/// The store: result files, read and written. SCHEMA.md describes the HDF5 layout.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "results/model.hpp"

namespace gpubench::results {

inline constexpr int kSchemaVersion = 2;
/// The oldest that is read: 1 has no telemetry.
inline constexpr int kSchemaVersionMin = 1;

/// Writes a new file, streaming case by case, under a temporary name in the same folder; finish() fsyncs and
/// renames. Destroyed before finish(), it removes the temporary file. A published file is never opened for
/// writing again.
class StoreWriter {
 public:
  /// Throws CreateError.
  explicit StoreWriter(const std::filesystem::path& path);
  ~StoreWriter();
  StoreWriter(const StoreWriter&) = delete;
  StoreWriter& operator=(const StoreWriter&) = delete;

  /// Launches one after another: begin, its cases, end.
  void begin_launch(const Launch& launch);
  void write_case(const Case& finished);
  /// Hash and end facts are taken from here.
  void end_launch(const Launch& launch);
  /// Throws IoError. Existing target: replaced only if replace.
  void finish(bool replace);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What the compound index says of a case, without its samples.
struct CaseIndex {
  std::string id, name, backend, axes, scope, status, reason, correctness, stop_reason, hash;
  std::uint32_t participants = 0;
};

/// Reads launches of an HDF5 file or a journal through one interface, case by case.
class ResultFile {
 public:
  virtual ~ResultFile() = default;
  virtual const std::vector<Launch>& launches() const = 0;
  virtual std::vector<CaseIndex> index(std::size_t launch) const = 0;
  /// Throws DataError naming file and place where the content is not what the schema says.
  virtual Case read_case(std::size_t launch, const std::string& id) const = 0;
  /// "HDF5, schema 2" or "journal, 3 cases, not ended".
  virtual std::string kind() const = 0;
  /// What a reader must know before it trusts the content ("journal: 17 bytes after the last whole record
  /// ignored").
  virtual std::vector<std::string> warnings() const = 0;
};

/// Opens a result file or a dead run's journal. Every size in it is checked before it is believed: the file
/// may come from anywhere. Throws InputError (no such file, a folder), DataError (not HDF5, another schema,
/// truncated).
std::unique_ptr<ResultFile> open_results(const std::filesystem::path& path);

/// Builds the HDF5 file from a journal. Returns the journal's damage in words, empty where there is none.
/// Throws CreateError where output exists and not replace.
std::string build_from_journal(const std::filesystem::path& journal, const std::filesystem::path& output,
                               bool replace);

/// Recomputes every hash of the file. Returns one line a difference; empty: the content is what was written.
std::vector<std::string> verify_hashes(const ResultFile& file);

}  // namespace gpubench::results

/// The journal: finished cases, one durable record each, beside the output while a launch runs.
///
/// A file is a sequence of records: magic "GBJ1" once at the start, then for each record uint32 length,
/// uint32 CRC-32 of the payload (both little-endian), payload (CBOR). A record counts only whole and with a
/// matching CRC; what follows the first bad one is ignored and reported. First record: the launch at its
/// start; then cases; last, where the launch reached it, the launch at its end; what follows that is ignored
/// and reported too.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "results/model.hpp"

namespace gpubench::results {

/// Appends records; each is one write() and an fsync() before append returns. One writer per file (rank 0).
class JournalWriter {
 public:
  /// Creates the file; throws CreateError where it exists or can't be made.
  JournalWriter(const std::filesystem::path& path, const Launch& launch);
  ~JournalWriter();
  JournalWriter(const JournalWriter&) = delete;
  JournalWriter& operator=(const JournalWriter&) = delete;

  /// Throws IoError (disk full ...): the file is then cut back to its last whole record.
  void append(const Case& finished);
  /// The launch at its end: stop reason, wall shares, completeness.
  void append_end(const Launch& launch);
  const std::filesystem::path& path() const { return path_; }

 private:
  void append_payload(const std::string& payload);
  std::filesystem::path path_;
  Launch began_;  ///< What the end record need not say again.
  int descriptor_ = -1;
};

/// What reading a journal found besides its records.
struct JournalHealth {
  bool ended = false;               ///< The end record is there.
  std::uint64_t bytes_ignored = 0;  ///< After the last whole record, or after the end record.
  std::string damage;               ///< In words, where bytes were ignored; else empty.
};

bool is_journal(const std::filesystem::path& path);
/// Whether a run still has it open, on this host or where the file system tells, and does not let go of it
/// within the patience: a killed rank may go a while after its launcher has. Throws InputError (no such file,
/// or removed meanwhile, as a run that ends does when it has made its file).
bool is_being_written(const std::filesystem::path& path, std::chrono::milliseconds patience = {});

/// Streams the journal: launch (the end record's where there is one) is filled first, then on_case is called
/// for each case in the order written. Only one case is in memory at a time. Throws InputError (no such
/// file), DataError (no journal, or no whole first record).
JournalHealth read_journal(const std::filesystem::path& path, Launch& launch,
                           const std::function<void(Case&&)>& on_case);

}  // namespace gpubench::results

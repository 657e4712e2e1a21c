/// JournalScan: the whole records of a journal, one after another.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "results/file_descriptor.hpp"
#include "results/journal.hpp"

namespace gpubench::results {

class JournalScan {
 public:
  /// Throws InputError (no such file, a folder), DataError (no journal).
  explicit JournalScan(const std::filesystem::path& path);

  /// The next payload; none at the end, and at the first record that is cut or damaged.
  std::optional<std::string> next();
  /// What follows the end record says nothing; health() then tells how much it is.
  void ignore_rest();
  /// Where the next record begins. seek() accepts what offset() gave.
  std::uint64_t offset() const { return offset_; }
  void seek(std::uint64_t offset) { offset_ = offset; }
  /// File and byte, for messages about the payload just read.
  std::string place() const;
  /// Complete once next() has given none; `ended` is the caller's to say.
  const JournalHealth& health() const { return health_; }

 private:
  std::nullopt_t damaged(std::string_view what);

  std::filesystem::path path_;
  FileDescriptor file_;
  std::uint64_t size_ = 0;
  std::uint64_t offset_ = 0;
  JournalHealth health_;
};

}  // namespace gpubench::results

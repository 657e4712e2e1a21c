#include "results/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <limits>

#include "results/codec.hpp"
#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/journal_scan.hpp"

namespace gpubench::results {
namespace {

constexpr std::string_view kMagic = "GBJ1";

std::uint32_t crc_of(std::string_view payload) {
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(payload.data()), payload.size()));
}

/// Reads up to size bytes at offset; fewer only at the end of the file.
std::string read_at(int descriptor, std::uint64_t offset, std::size_t size,
                    const std::filesystem::path& path) {
  std::string bytes(size, '\0');
  std::size_t have = 0;
  while (have < size) {
    const auto got = ::pread(descriptor, bytes.data() + have, size - have, static_cast<off_t>(offset + have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw IoError(fmt::format("{}: read: {}", path.string(), std::strerror(errno)));
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

/// Puts a record in the file with one write(), or leaves the file as it was.
void write_record(int descriptor, const std::string& record, const std::filesystem::path& path) {
  const off_t before = ::lseek(descriptor, 0, SEEK_END);
  ssize_t written = 0;
  do written = ::write(descriptor, record.data(), record.size());
  while (written < 0 && errno == EINTR);
  const bool whole = written == static_cast<ssize_t>(record.size());
  if (whole && ::fsync(descriptor) == 0) return;
  const std::string why = written >= 0 && !whole ? "disk full or over a limit" : std::strerror(errno);
  const bool cut = ::ftruncate(descriptor, before) == 0 && ::lseek(descriptor, before, SEEK_SET) == before;
  throw IoError(fmt::format("{}: a record of {} bytes can't be written: {}; {}", path.string(), record.size(),
                            why, cut ? "the records before it are kept" : "the last record is cut"));
}

template <class T>
void put(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

JournalWriter::JournalWriter(const std::filesystem::path& path, const Launch& launch)
    : path_(path), began_(launch) {
  const std::string first = encode_start(launch);
  FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0644));
  if (file.get() < 0)
    throw CreateError(fmt::format("{}: can't create the journal: {}", path.string(), std::strerror(errno)));
  ::flock(file.get(), LOCK_EX | LOCK_NB);  // best effort: is_being_written() asks for it
  try {
    write_record(file.get(), std::string(kMagic), path);
    descriptor_ = file.get();  // lent for the first record; owned from here only where that succeeds
    append_payload(first);
    sync_folder_of(path);
  } catch (...) {
    ::unlink(path.c_str());  // nothing finished is in it
    throw;
  }
  file.release();
}

JournalWriter::~JournalWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void JournalWriter::append(const Case& finished) {
  append_payload(encode(finished));
}

void JournalWriter::append_end(const Launch& launch) {
  append_payload(encode_end(launch, began_));
}

void JournalWriter::append_payload(const std::string& payload) {
  if (payload.size() > std::numeric_limits<std::uint32_t>::max())
    throw IoError(fmt::format("{}: a record of {} bytes is over 4 GiB", path_.string(), payload.size()));
  std::string record;
  record.reserve(payload.size() + 8);
  put(record, static_cast<std::uint32_t>(payload.size()));
  put(record, crc_of(payload));
  record += payload;
  write_record(descriptor_, record, path_);
}

JournalScan::JournalScan(const std::filesystem::path& path) : path_(path), file_(open_input(path)) {
  struct stat status {};
  if (::fstat(file_.get(), &status) != 0)
    throw IoError(fmt::format("{}: {}", path.string(), std::strerror(errno)));
  size_ = static_cast<std::uint64_t>(status.st_size);
  if (read_at(file_.get(), 0, kMagic.size(), path_) != kMagic)
    throw DataError(fmt::format("{}: not a journal", path_.string()));
  offset_ = kMagic.size();
}

std::optional<std::string> JournalScan::next() {
  const std::uint64_t left = size_ - offset_;
  if (left == 0) return std::nullopt;
  if (left < 8) return damaged("ends inside a record's head");
  const std::string head = read_at(file_.get(), offset_, 8, path_);
  std::uint32_t length = 0;
  std::uint32_t crc = 0;
  std::memcpy(&length, head.data(), 4);
  std::memcpy(&crc, head.data() + 4, 4);
  // CRC-32 of nothing is 0: a tail of zeros, as a power loss leaves one, would pass for records.
  if (length == 0) return damaged("a record of no bytes");
  // The length is believed only where the file is that long: nothing larger is allocated.
  if (length > left - 8) return damaged("ends inside a record");
  std::string payload = read_at(file_.get(), offset_ + 8, length, path_);
  if (payload.size() != length) return damaged("ends inside a record");
  if (crc_of(payload) != crc) return damaged("a record's checksum does not match");
  offset_ += 8 + std::uint64_t{length};
  return payload;
}

std::string JournalScan::place() const {
  return fmt::format("{}: record before byte {}", path_.string(), offset_);
}

void JournalScan::ignore_rest() {
  health_.bytes_ignored = size_ - offset_;
  if (health_.bytes_ignored > 0)
    health_.damage = fmt::format("journal: {} bytes after the end record ignored", health_.bytes_ignored);
}

std::nullopt_t JournalScan::damaged(std::string_view what) {
  health_.bytes_ignored = size_ - offset_;
  health_.damage =
      fmt::format("journal: {} bytes after the last whole record ignored ({})", health_.bytes_ignored, what);
  return std::nullopt;
}

bool is_journal(const std::filesystem::path& path) {
  const FileDescriptor file = open_input(path);
  return read_at(file.get(), 0, kMagic.size(), path) == kMagic;
}

bool is_being_written(const std::filesystem::path& path, std::chrono::milliseconds patience) {
  const FileDescriptor file = open_input(path);
  if (!lock_within(file, LOCK_SH, patience) && errno == EWOULDBLOCK) return true;
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && status.st_nlink == 0)
    throw InputError(
        fmt::format("{}: was removed meanwhile: where its run has made its file, take that", path.string()));
  return false;
}

JournalHealth read_journal(const std::filesystem::path& path, Launch& launch,
                           const std::function<void(Case&&)>& on_case) {
  bool started = false;
  bool ended = false;
  JournalScan first(path);
  while (const auto payload = first.next()) {
    const RecordKind kind = kind_of(*payload, first.place());
    if (started != (kind != RecordKind::start)) throw DataError(first.place() + ": records are out of order");
    if (kind == RecordKind::start) launch = decode_launch(*payload, first.place());
    if (kind == RecordKind::end) launch = decode_launch(*payload, first.place(), Launch(launch));
    started = true;
    ended = kind == RecordKind::end;
    if (ended) break;
  }
  if (ended) first.ignore_rest();
  if (!started) throw DataError(fmt::format("{}: a journal without a whole first record", path.string()));
  if (!ended) {
    launch.complete = false;
    launch.stop_reason = "died";
    launch.hash.clear();  // of the launch as it began: it says nothing of what is here
  }
  JournalHealth health = first.health();
  health.ended = ended;
  JournalScan second(path);
  while (const auto payload = second.next()) {
    const RecordKind kind = kind_of(*payload, second.place());
    if (kind == RecordKind::end) break;
    if (kind == RecordKind::finished_case) on_case(decode_case(*payload, second.place()));
  }
  return health;
}

}  // namespace gpubench::results

/// FileDescriptor: an open file of the operating system, closed when it goes; and what durability needs of
/// one.
#pragma once
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

namespace gpubench::results {

class FileDescriptor {
 public:
  explicit FileDescriptor(int value) : value_(value) {}
  ~FileDescriptor() {
    if (value_ >= 0) ::close(value_);
  }
  FileDescriptor(FileDescriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  int get() const { return value_; }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

/// The folder a file lies in; "." where the path names none.
std::filesystem::path folder_of(const std::filesystem::path& path);

/// What is at that place, or not_found. Throws CreateError where one may not even look.
std::filesystem::file_type type_of(const std::filesystem::path& path);

/// Opens for reading. Throws InputError: not there, a folder, not readable.
FileDescriptor open_input(const std::filesystem::path& path);

/// flock() with LOCK_SH or LOCK_EX, tried until the patience ends. Where it is false errno says why:
/// EWOULDBLOCK where another holds it, or that the file system has no locks.
bool lock_within(const FileDescriptor& file, int operation, std::chrono::milliseconds patience);

/// All of a file. Throws as open_input(), DataError where it has more bytes, IoError.
std::string read_text(const std::filesystem::path& path, std::uintmax_t bytes_max);

/// In place of what was there. Throws CreateError, IoError.
void write_text(const std::filesystem::path& path, const std::string& text);

/// Lets this process have so many more files open, by its soft limit, which is often 1024, where the hard one
/// allows it. Throws InputError where it does not.
void make_room_for_files(std::size_t count);

/// Makes a file's content, and then its name in the folder, durable. Throws IoError.
void sync_file(const std::filesystem::path& path);
void sync_folder_of(const std::filesystem::path& path);

}  // namespace gpubench::results

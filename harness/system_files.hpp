/// SystemFiles: the texts of /proc and /sys, or of a captured copy of them, so that tests need no such
/// machine.
#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gpubench {

class SystemFiles {
 public:
  explicit SystemFiles(std::filesystem::path root = "/") : root_(std::move(root)) {}

  /// The whole file; nothing where it is missing, no regular file (a pipe, a device) or may not be read.
  /// Paths are absolute: "/proc/meminfo".
  std::optional<std::string> text(std::string_view path) const;
  /// At most so many bytes of its beginning; empty where it is missing, no regular file, or may not be read.
  std::string head(std::string_view path, std::size_t bytes) const;
  /// The file without white space at its ends; nothing where it is missing or empty.
  std::optional<std::string> line(std::string_view path) const;
  /// The file as a whole number; nothing where it is none ("max").
  std::optional<long long> number(std::string_view path) const;
  bool exists(std::string_view path) const;
  /// Names in a folder, sorted; none where there is no such folder.
  std::vector<std::string> names(std::string_view folder) const;
  std::filesystem::path path(std::string_view path) const;

 private:
  std::filesystem::path root_;
};

/// Without white space at both ends.
std::string_view trim(std::string_view text);
/// The lines of a text, without their ends.
std::vector<std::string_view> split_lines(std::string_view text);
/// The value of the first line "key<separator>value", trimmed; nothing where no line has that key.
std::optional<std::string> value_of(std::string_view text, std::string_view key, char separator);

}  // namespace gpubench

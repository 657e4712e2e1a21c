#include "harness/system_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include "results/file_descriptor.hpp"

namespace gpubench {
namespace {

/// A list of ten thousand packages has ten MB.
constexpr std::size_t kTextMax = 64 << 20;

/// Of a regular file; nothing where it is none or may not be read.
std::optional<std::string> read_part(const std::filesystem::path& path, std::size_t bytes_max) {
  // O_NONBLOCK: a pipe in a file's place must not stop us. What an image holds may be anything.
  const results::FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  std::string content;
  std::array<char, 16384> part{};
  while (content.size() < bytes_max) {
    const ssize_t size = ::read(file.get(), part.data(), std::min(part.size(), bytes_max - content.size()));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return std::nullopt;  // sysfs files may open and yet fail to read
    if (size == 0) break;
    content.append(part.data(), static_cast<std::size_t>(size));
  }
  return content;
}

}  // namespace

std::optional<std::string> SystemFiles::text(std::string_view path) const {
  auto content = read_part(this->path(path), kTextMax);
  return content && content->size() < kTextMax ? std::move(content) : std::nullopt;
}

std::string SystemFiles::head(std::string_view path, std::size_t bytes) const {
  return read_part(this->path(path), bytes).value_or("");
}

std::optional<std::string> SystemFiles::line(std::string_view path) const {
  const auto content = text(path);
  if (!content) return std::nullopt;
  const std::string_view trimmed = trim(*content);
  if (trimmed.empty()) return std::nullopt;
  return std::string(trimmed);
}

std::optional<long long> SystemFiles::number(std::string_view path) const {
  const auto content = line(path);
  if (!content) return std::nullopt;
  long long value = 0;
  const char* end = content->data() + content->size();
  const auto [stop, error] = std::from_chars(content->data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

bool SystemFiles::exists(std::string_view path) const {
  std::error_code error;
  return std::filesystem::exists(this->path(path), error);
}

std::vector<std::string> SystemFiles::names(std::string_view folder) const {
  std::vector<std::string> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(path(folder), error), end; !error && entry != end;
       entry.increment(error))
    found.push_back(entry->path().filename());
  std::sort(found.begin(), found.end());
  return found;
}

std::filesystem::path SystemFiles::path(std::string_view path) const {
  return root_ / std::filesystem::path(path).relative_path();
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\0";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::optional<std::string> value_of(std::string_view text, std::string_view key, char separator) {
  for (const std::string_view line : split_lines(text)) {
    const auto at = line.find(separator);
    if (at != std::string_view::npos && trim(line.substr(0, at)) == key) {
      const std::string_view value = trim(line.substr(at + 1));
      if (!value.empty()) return std::string(value);
    }
  }
  return std::nullopt;
}

}  // namespace gpubench

/// Progress: what rank 0 tells while it measures.
#pragma once
#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <string>

namespace gpubench {

enum class ProgressStyle {
  none,
  bar,    ///< One line, rewritten: a terminal only.
  lines,  ///< "finished <id> <name> <axes>" a case, after the journal holds it.
};

/// "auto" is bar on a terminal and none elsewhere.
ProgressStyle progress_style(const std::string& word, bool terminal);

class Progress {
 public:
  /// total: cases to be measured. width: columns of the terminal.
  Progress(std::ostream& out, ProgressStyle style, std::size_t total, std::size_t width);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void begin_case(const std::string& label);
  /// The case is in the journal.
  void finish_case(const std::string& id, const std::string& label);

 private:
  void draw(const std::string& label);

  std::ostream& out_;
  ProgressStyle style_;
  std::size_t total_;
  std::size_t width_;
  std::size_t finished_ = 0;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace gpubench

#include "harness/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace gpubench {

ProgressStyle progress_style(const std::string& word, bool terminal) {
  if (word == "lines") return ProgressStyle::lines;
  if (word == "bar") return ProgressStyle::bar;
  if (word == "auto" && terminal) return ProgressStyle::bar;
  return ProgressStyle::none;
}

Progress::Progress(std::ostream& out, ProgressStyle style, std::size_t total, std::size_t width)
    : out_(out), style_(style), total_(total), width_(width) {}

Progress::~Progress() {
  if (style_ == ProgressStyle::bar) out_ << "\r\033[K" << std::flush;
}

void Progress::begin_case(const std::string& label) {
  if (style_ == ProgressStyle::bar) draw(label);
}

void Progress::finish_case(const std::string& id, const std::string& label) {
  ++finished_;
  if (style_ == ProgressStyle::lines) out_ << "finished " << id << ' ' << label << std::endl;
}

void Progress::draw(const std::string& label) {
  constexpr std::size_t kCells = 20;
  const std::size_t filled = total_ == 0 ? kCells : kCells * finished_ / total_;
  std::string bar;
  for (std::size_t i = 0; i < kCells; ++i) bar += i < filled ? "━" : "─";
  std::string left = "     ";
  if (finished_ > 0) {
    const double spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    const double seconds = spent / static_cast<double>(finished_) * static_cast<double>(total_ - finished_);
    left = fmt::format("{:2}:{:02} left", static_cast<int>(seconds) / 60, static_cast<int>(seconds) % 60);
  }
  const std::string head = fmt::format("{:3}/{} ", finished_, total_);
  const std::size_t used = head.size() + kCells + 2 + left.size() + 2;
  const std::size_t room = width_ > used ? width_ - used - 1 : 0;
  out_ << '\r' << head << bar << "  " << left << "  " << label.substr(0, std::min(room, label.size()))
       << "\033[K" << std::flush;
}

}  // namespace gpubench

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "bench/overhead/arrival_verdict.hpp"
#include "bench/overhead/list.hpp"

namespace gpubench {
namespace {

std::size_t page_size() {
  return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// Fresh memory of the kernel's own pages, unmapped in the end.
class Mapping {
 public:
  explicit Mapping(std::size_t size)
      : size_(size), data_(mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
    if (data_ == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "page_fault: mmap");
    madvise(data_, size, MADV_NOHUGEPAGE);  // Where the kernel has no huge pages there are none to decline.
  }
  ~Mapping() { munmap(data_, size_); }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  volatile std::uint64_t& word_at(std::size_t offset) const {
    return *reinterpret_cast<volatile std::uint64_t*>(static_cast<std::byte*>(data_) + offset);
  }

 private:
  std::size_t size_;
  void* data_;
};

class PageFaultTrial final : public Trial {
 public:
  explicit PageFaultTrial(std::size_t pages) : pages_(pages) {}

  void reset() override { zeroed_ = 0; }

  void enqueue(Stream&) override {
    const Mapping memory(pages_ * page_);
    for (std::size_t i = 0; i < pages_; ++i) {
      volatile std::uint64_t& word = memory.word_at(i * page_);
      word = word + 1;  // The page comes with zeros: each then holds 1.
    }
    std::uint64_t ones = 0;
    for (std::size_t i = 0; i < pages_; ++i) ones += memory.word_at(i * page_);
    zeroed_ += ones;
  }

  Verdict verify(std::uint64_t applications) override {
    return judge_arrivals(zeroed_, pages_ * applications, "pages came with zeros and kept what was written");
  }
  std::vector<std::span<std::byte>> footprint() override {
    return {std::as_writable_bytes(std::span(&zeroed_, 1))};
  }
  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", "1"}, {"page", format_size({page_})}};
  }

 private:
  std::size_t page_ = page_size();
  std::size_t pages_;
  std::uint64_t zeroed_ = 0;
};

class PageFault final : public Benchmark {
 public:
  PageFault() {
    description_.name = "memory/page_fault";
    description_.backend = "host";
    description_.operation =
        "one thread maps memory, writes and reads a word of each ordinary page, and unmaps it; latency a "
        "page";
    description_.check = "each page comes with zeros and keeps what is written";
    description_.metric = Metric::latency;
    description_.axes = {{.name = "size",
                          .meaning = "Mapped at a time.",
                          .kind = AxisDefinition::Kind::size,
                          .choices = {},
                          .size_min = 64_KiB}};
  }

  const Description& description() const override { return description_; }
  std::vector<Axes> points(Profile profile, const Machine&) const override {
    if (profile == Profile::quick) return {{{"size", "4MiB"}}};
    std::vector<Axes> points = {{{"size", "64KiB"}}, {{"size", "4MiB"}}};
    if (profile == Profile::thorough)
      for (const char* size : {"64MiB", "1GiB"}) points.push_back({{"size", size}});
    return points;
  }
  /// A page is zeroed by the kernel; a word of it is read and written, and read again.
  Work work(const Axes& axes, const Machine&) const override {
    const std::uint64_t pages = axes.size("size").count / page_size();
    Work work;
    work.read = 2 * Bytes{pages * sizeof(std::uint64_t)};
    work.written = Bytes{pages * (page_size() + sizeof(std::uint64_t))};
    work.operations = static_cast<double>(pages);
    return work;
  }
  Bytes memory_needed(const Axes& axes, const Machine&) const override { return axes.size("size"); }
  /// 250 ns a page.
  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return Seconds(250e-9 * work(axes, machine).operations);
  }
  std::unique_ptr<Trial> make_trial(const Axes& axes, Context&) const override {
    return std::make_unique<PageFaultTrial>(axes.size("size").count / page_size());
  }

 private:
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> page_fault_benchmark() {
  return std::make_unique<PageFault>();
}

}  // namespace gpubench

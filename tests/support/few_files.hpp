/// FewFiles: a process that may open only so many files more.
#pragma once
#include <fcntl.h>
#include <sys/resource.h>

#include <vector>

#include "results/file_descriptor.hpp"

namespace gpubench::test {

/// Sets the soft limit, until it goes.
class FewFiles {
 public:
  explicit FewFiles(std::size_t count) {
    getrlimit(RLIMIT_NOFILE, &before_);
    std::vector<results::FileDescriptor> free;
    for (std::size_t i = 0; i < count; ++i) free.emplace_back(open("/dev/null", O_RDONLY | O_CLOEXEC));
    few_ = static_cast<rlim_t>(free.back().get()) + 1;
    const rlimit limit{few_, before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  ~FewFiles() { setrlimit(RLIMIT_NOFILE, &before_); }
  FewFiles(const FewFiles&) = delete;
  FewFiles& operator=(const FewFiles&) = delete;

  rlim_t limit() const { return few_; }

 private:
  rlimit before_{};
  rlim_t few_ = 0;
};

}  // namespace gpubench::test

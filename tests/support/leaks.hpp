/// LeaksAllowed: while it lives, what this thread allocates is not looked for by LeakSanitizer.
#pragma once
#if defined(GPUBENCH_ADDRESS_SANITIZER)
#include <sanitizer/lsan_interface.h>
#endif

namespace gpubench::test {

/// For what is kept for ever on purpose, and for libraries that unload a part with memory of its own.
class LeaksAllowed {
 public:
  LeaksAllowed() {}  // not trivial: a variable of it is used by being there
  LeaksAllowed(const LeaksAllowed&) = delete;
  LeaksAllowed& operator=(const LeaksAllowed&) = delete;

 private:
#if defined(GPUBENCH_ADDRESS_SANITIZER)
  __lsan::ScopedDisabler disabler_;
#endif
};

}  // namespace gpubench::test

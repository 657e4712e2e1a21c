#include "tests/support/simt/context.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <boost/context/detail/fcontext.hpp>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <system_error>

#if defined(GPUBENCH_ADDRESS_SANITIZER)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#if defined(GPUBENCH_SIMT_TSAN)
#include <sanitizer/tsan_interface.h>
#endif

#if defined(GPUBENCH_ADDRESS_SANITIZER)
/// clang's default gives every stack a second one of megabytes, to be mapped anew for each thread of each
/// block.
extern "C" __attribute__((visibility("default"))) const char* __asan_default_options() {
  return "detect_stack_use_after_return=0";
}
#endif

namespace gpubench::simt {
namespace {

using boost::context::detail::fcontext_t;
using boost::context::detail::jump_fcontext;
using boost::context::detail::make_fcontext;
using boost::context::detail::transfer_t;

constexpr std::size_t kStackSize = 128 * 1024;  // Enough for gtest's messages under the sanitizers.

std::size_t guard_size() {
  return static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// A page below the stack that faults, so that a stack too small does not go unnoticed.
char* map_stack() {
  void* const memory = mmap(nullptr, guard_size() + kStackSize, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "simt: mmap of a stack");
  if (mprotect(memory, guard_size(), PROT_NONE) != 0) {
    const int code = errno;
    munmap(memory, guard_size() + kStackSize);
    throw std::system_error(code, std::generic_category(), "simt: mprotect of a stack's guard");
  }
  return static_cast<char*>(memory) + guard_size();
}

#if defined(GPUBENCH_ADDRESS_SANITIZER)
const void* main_stack = nullptr;
std::size_t main_stack_size = 0;
#endif
#if defined(GPUBENCH_SIMT_TSAN)
void* main_fiber = nullptr;
#endif

}  // namespace

Context* Context::current_ = nullptr;
void* Context::main_place_ = nullptr;

struct ContextEntry {
  static void start(transfer_t from) { Context::start(from.fctx); }
};

Context::Context() : stack_(map_stack()) {}

Context::~Context() {
#if defined(GPUBENCH_SIMT_TSAN)
  if (fiber_ != nullptr) __tsan_destroy_fiber(fiber_);
#endif
  munmap(stack_ - guard_size(), guard_size() + kStackSize);
}

void Context::begin(void (*entry)()) {
  if (unfinished_) {  // Frames were left behind, and what the sanitizers know of them.
#if defined(GPUBENCH_ADDRESS_SANITIZER)
    ASAN_UNPOISON_MEMORY_REGION(stack_, kStackSize);
#endif
#if defined(GPUBENCH_SIMT_TSAN)
    __tsan_acquire(this);  // Else what it left on the stack looks like a race with what comes.
    __tsan_destroy_fiber(fiber_);
    fiber_ = nullptr;
#endif
  }
#if defined(GPUBENCH_SIMT_TSAN)
  if (fiber_ == nullptr) fiber_ = __tsan_create_fiber(0);
#endif
  entry_ = entry;
  fresh_ = true;
  unfinished_ = true;
  fake_stack_ = nullptr;
  place_ = make_fcontext(stack_ + kStackSize, kStackSize, &ContextEntry::start);
}

void Context::resume() {
  current_ = this;
#if defined(GPUBENCH_SIMT_TSAN)
  main_fiber = __tsan_get_current_fiber();
  // Only the first switch orders: what the host did comes before the kernel, no thread before another.
  __tsan_switch_to_fiber(fiber_, fresh_ ? 0 : __tsan_switch_to_fiber_no_sync);
  fresh_ = false;
#endif
#if defined(GPUBENCH_ADDRESS_SANITIZER)
  void* fake = nullptr;
  __sanitizer_start_switch_fiber(&fake, stack_, kStackSize);
#endif
  place_ = jump_fcontext(static_cast<fcontext_t>(place_), nullptr).fctx;
#if defined(GPUBENCH_ADDRESS_SANITIZER)
  __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#endif
}

void Context::start(void* from) {
  main_place_ = from;
#if defined(GPUBENCH_ADDRESS_SANITIZER)
  __sanitizer_finish_switch_fiber(nullptr, &main_stack, &main_stack_size);
#endif
  current_->entry_();
  std::abort();  // entry() ends with leave().
}

void Context::pause() {
  switch_to_main(false);
}

void Context::leave() {
  unfinished_ = false;
  switch_to_main(true);
  std::abort();  // Nobody resumes what has left.
}

void Context::switch_to_main([[maybe_unused]] bool last) {
#if defined(GPUBENCH_SIMT_TSAN)
  __tsan_release(this);
  __tsan_switch_to_fiber(main_fiber, __tsan_switch_to_fiber_no_sync);
#endif
#if defined(GPUBENCH_ADDRESS_SANITIZER)
  __sanitizer_start_switch_fiber(last ? nullptr : &fake_stack_, main_stack, main_stack_size);
#endif
  main_place_ = jump_fcontext(static_cast<fcontext_t>(main_place_), nullptr).fctx;
#if defined(GPUBENCH_ADDRESS_SANITIZER)
  __sanitizer_finish_switch_fiber(fake_stack_, nullptr, nullptr);
#endif
}

void Context::release([[maybe_unused]] void* object) {
#if defined(GPUBENCH_SIMT_TSAN)
  __tsan_release(object);
#endif
}

void Context::acquire([[maybe_unused]] void* object) {
#if defined(GPUBENCH_SIMT_TSAN)
  __tsan_acquire(object);
#endif
}

}  // namespace gpubench::simt

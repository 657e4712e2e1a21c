/// Context: a stack and a place on it, to switch to and back from; the sanitizers are told.
#pragma once
#include <cstddef>

namespace gpubench::simt {

/// Runs entry() on a stack of its own. Addresses are kept by the sanitizers, so it does not move.
class Context {
 public:
  /// Throws std::system_error where there is no memory for a stack.
  Context();
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  /// Begins anew at entry(), which must end with leave(). What was left unfinished there is dropped, without
  /// its destructors.
  void begin(void (*entry)());
  /// From the main context to this one, until it calls pause() or leave().
  void resume();
  /// From this one to the main context.
  void pause();
  [[noreturn]] void leave();

  /// What the thread sanitizer shall take for ordered: all before release(object) happens before all after
  /// acquire(object).
  static void release(void* object);
  static void acquire(void* object);

 private:
  void switch_to_main(bool last);

  char* stack_ = nullptr;
  void* place_ = nullptr;
  void (*entry_)() = nullptr;
  bool fresh_ = true;
  bool unfinished_ = false;
  void* fake_stack_ = nullptr;  // of the address sanitizer
  void* fiber_ = nullptr;       // of the thread sanitizer
  static Context* current_;
  static void* main_place_;
  static void start(void* from);
  friend struct ContextEntry;
};

}  // namespace gpubench::simt

/// What LeakSanitizer is told not to report, in every test program.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions() {
  // LLVM's OpenMP keeps its threads' own memory until the process is gone.
  return "leak:libomp.so\n";
}

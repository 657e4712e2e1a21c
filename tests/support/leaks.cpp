/// What LeakSanitizer is told not to report, in every test program: what is not ours to free.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions() {
  return "leak:libhdf5\n"  // HDF5 1.10 forgets a few hundred bytes for each damaged object header it gives up
                           // on.
         "leak:libomp.so\n";  // LLVM's OpenMP keeps its threads' own memory until the process is gone.
}

/// oneDNN's module as the program opens it, and what its benchmarks are given.
#pragma once
#include "tests/support/opened_module.hpp"
#include "tests/support/plain_backend.hpp"

namespace gpubench::test {

/// Whether this process may have run what oneDNN compiles at run time.
inline bool onednn_opened = false;

class OnednnModule : public OpenedModule {
 protected:
  OnednnModule() : OpenedModule("onednn") {
    onednn_opened = true;
    machine_.threads = 2;
  }

  PlainBackend backend_{2};
  PlainStream stream_;
  Machine machine_;
  Context context_{backend_, machine_, nullptr, 1};
};

}  // namespace gpubench::test

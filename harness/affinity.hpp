/// Affinity: on which processors the threads of this process may run.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace gpubench {

/// Of a thread; 0 is the calling one. Ascending. Throws std::system_error where the kernel does not tell.
std::vector<int> affinity_of(pid_t thread);

/// For its life, lets the threads of this process that may run on `own` run on all of `device`: an elected
/// rank measures with all processors of its device, also those that only its partners were bound to. It takes
/// in all threads, since libraries have made theirs long before; those that were bound elsewhere are left
/// alone. Nothing where the two are the same.
class WideAffinity {
 public:
  WideAffinity(const std::vector<int>& own, const std::vector<int>& device);
  ~WideAffinity();
  WideAffinity(const WideAffinity&) = delete;
  WideAffinity& operator=(const WideAffinity&) = delete;

  /// Why a thread stayed where it was (a cgroup in between); empty where none did.
  const std::string& refusal() const { return refusal_; }

 private:
  std::vector<int> own_, device_;
  std::string refusal_;
};

}  // namespace gpubench

/// Interrupt: SIGINT and SIGTERM end a run cleanly, with what is finished.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>

namespace gpubench {

/// Blocks both signals in this thread and those it makes from now on. To be called before any library makes
/// threads: a signal goes to whichever thread does not block it, and there it kills. Until there is an
/// Interrupt it waits.
void block_interrupts();

/// Blocks both signals in every thread made after it and waits for them in its own. The first one sets
/// signal(), which the run looks at between rounds. Where the run has not let go after the grace period (it
/// may be inside a collective whose partner is gone), `last_resort` is called on the watching thread and the
/// process ends; what it throws becomes one line on stderr.
class Interrupt {
 public:
  /// A launcher that was interrupted kills its ranks about a second after it told them.
  static constexpr std::chrono::milliseconds kGrace{500};
  /// Of a rank without a record: were it to end before rank 0 has saved it, the launcher would kill rank 0.
  static constexpr std::chrono::milliseconds kGraceOfOthers{5500};

  explicit Interrupt(std::function<void(int signal)> last_resort, std::chrono::milliseconds grace = kGrace);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// 0, SIGINT or SIGTERM.
  const std::atomic<int>& signal() const { return signal_; }
  /// Held by whoever writes the record: last_resort takes it too, so that the record has one writer.
  std::mutex& record() { return record_; }
  /// The record is written: signals change nothing any more. Call it while holding record().
  void let_go() { over_ = true; }

 private:
  void watch();

  std::function<void(int)> last_resort_;
  std::chrono::milliseconds grace_;
  std::atomic<int> signal_{0};
  std::atomic<bool> over_{false};
  std::mutex record_;
  std::thread watcher_;
};

}  // namespace gpubench

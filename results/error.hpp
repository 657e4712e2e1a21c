/// Errors that end a command: one line (what, where, what to do) and a sysexits code.
#pragma once
#include <stdexcept>
#include <string>

namespace gpubench::results {

/// sysexits.h, and the verdicts' own codes below them.
enum class ExitCode : int {
  good = 0,
  regressed = 1,
  inconclusive = 2,
  incomparable = 3,
  usage = 64,
  data = 65,
  no_input = 66,
  unavailable = 69,
  software = 70,
  os = 71,
  cannot_create = 73,
  io = 74,
  stalled = 75,  ///< EX_TEMPFAIL: a rank or its device did not come back in time.
  config = 78,   ///< Ranks do not run the same.
  interrupted_int = 130,
  interrupted_term = 143,
};

/// what() is one line without a final full stop, ready for "gpubench: " in front.
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const std::string& what) : std::runtime_error(what), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

struct UsageError : Error {
  explicit UsageError(const std::string& what) : Error(ExitCode::usage, what) {}
};
struct DataError : Error {
  explicit DataError(const std::string& what) : Error(ExitCode::data, what) {}
};
struct InputError : Error {
  explicit InputError(const std::string& what) : Error(ExitCode::no_input, what) {}
};
struct CreateError : Error {
  explicit CreateError(const std::string& what) : Error(ExitCode::cannot_create, what) {}
};
struct IoError : Error {
  explicit IoError(const std::string& what) : Error(ExitCode::io, what) {}
};

}  // namespace gpubench::results

/// FirstResult: what a process says of its way from its start to its first verified result.
#pragma once
#include <string>

#include "bench/api/units.hpp"

namespace gpubench {

/// Readings of the steady clock, which all processes of a host share, in nanoseconds.
struct FirstResult {
  Nanoseconds begin{};     ///< The program's own first reading.
  Nanoseconds found{};     ///< The benchmark, and its module's file.
  Nanoseconds loaded{};    ///< The module and the libraries it links; the same as found on the host.
  Nanoseconds opened{};    ///< The device, with its context.
  Nanoseconds verified{};  ///< One operation done, and its output judged.
  bool right = false;      ///< Whether the output was.
};

/// One line of JSON.
std::string to_text(const FirstResult& result);
/// Throws std::invalid_argument where the text is none.
FirstResult first_result_from_text(const std::string& text);

/// Opens the backend's module and its device of that index, and does one application of the named benchmark,
/// at its quick point made small (1 MiB where it has a working set). Throws std::runtime_error saying what is
/// not there.
FirstResult reach_first_result(const std::string& backend, int index, const std::string& benchmark,
                               Nanoseconds begin);

}  // namespace gpubench

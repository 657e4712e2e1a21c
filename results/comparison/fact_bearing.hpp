/// FactBearing: what it may do to speed or to numbers when a fact of the environment differs. One table, for
/// `compare` and for `fingerprint diff`.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gpubench::results {

/// How likely a difference matters, ascending.
enum class Bearing : std::uint8_t {
  incidental,  ///< Differs from launch to launch by itself: no difference of the environment.
  slight,      ///< Moves nothing that is measured, as far as is known.
  possible,
  likely,
  strong,  ///< Has moved figures or changed digits on machines everyone knows.
};

/// "incidental" ... "strong"
const char* to_string(Bearing bearing);

struct FactRule {
  std::string_view scope;  ///< "*": any.
  const char* pattern;     ///< Of the key, as in fnmatch(3) with FNM_EXTMATCH: "@(a|b)*".
  Bearing bearing;
  const char* why;  ///< One plain sentence without its full stop.
};

/// The table, in the order it is looked through: the first that fits counts.
std::span<const FactRule> fact_rules();

/// The rule for a fact; the table's last one fits all.
const FactRule& rule_of(std::string_view scope, const std::string& key);

/// A shared object whose work is what cases measure: BLAS, oneDNN, FFTW, MPI, CUDA's libraries. Keys
/// "library.libopenblas".
bool is_measured_library(std::string_view scope, const std::string& key);

/// What such a library says of itself or where its function was found: keys "blas.provider", "mpi.library".
/// Not what it chose for the host's processor or driver ("openblas.corename"), which hosts may differ in.
bool is_provider(std::string_view scope, const std::string& key);

}  // namespace gpubench::results

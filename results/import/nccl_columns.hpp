/// NcclColumns: which columns a table of nccl-tests has, by its line of headers, and a row's words in their
/// order. Releases before 2.13 print an error in place of #wrong, and neither redop nor root where there is
/// none; until 2.14 redop is blank where nothing is reduced; 2.19 has four more figures a placement on
/// request. Source: nccl-tests, src/common.cu and src/util.cu of releases 2.0 to 2.19.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gpubench::results {

struct NcclColumns {
  std::vector<std::string> keys = {"size", "count", "type", "redop", "root"};
  std::size_t figures = 4;   ///< Of a placement: time, algbw, busbw, #wrong.
  bool counts_wrong = true;  ///< Else that column holds the largest error, which judges nothing.
  bool by_cpu = false;       ///< The time is the CPU's own, of the calls alone.
};

/// Place of #wrong, or of the error, among a placement's figures.
inline constexpr std::size_t kNcclWrong = 3;

struct NcclRow {
  std::map<std::string, std::string> keys;
  std::vector<std::string> figures;  ///< Out of place, then in place.
};

/// Of "# size count type redop root time algbw busbw #wrong time algbw busbw #wrong"; nothing where the words
/// are no such line.
std::optional<NcclColumns> find_nccl_columns(const std::vector<std::string>& words);

/// Nothing where the words are more or fewer than the columns, but for a blank redop; a time stamp at their
/// end is left out.
std::optional<NcclRow> find_nccl_row(const NcclColumns& columns, std::vector<std::string> words);

}  // namespace gpubench::results

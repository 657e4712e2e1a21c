/// Provider: the library behind libblas.so.3 as this process mapped it. What only some providers have is
/// looked up by name, never linked.
#pragma once
#include <optional>
#include <vector>

#include "bench/api/registrar.hpp"

namespace gpubench {

/// The threads the provider will use, where it lets itself be told (OpenBLAS, or a library on OpenMP); else
/// nothing.
std::optional<int> set_blas_threads(int threads);

/// blas.provider (file name and build id), openblas.config, .corename, .threads (before a case sets them) and
/// .parallel (sequential, own threads, OpenMP): those there are. How many threads a case used is the case's
/// own fact.
std::vector<LibraryFact> blas_facts();

}  // namespace gpubench

/// IndexRow: a row of the table `cases`, made from its case.
#pragma once
#include <string>

#include "results/store.hpp"

namespace gpubench::results {

inline constexpr const char* kSchemaName = "gpubench";

struct IndexRow : CaseIndex {
  std::string unit, better;
};

/// Texts are cut near 1 KiB; the case itself has them whole. hash: the case's, as written.
IndexRow index_row(const Case& c, const std::string& hash);

/// Seconds an operation of a stored sample: CF's scale_factor.
double scale_factor_of(const Case& c);

}  // namespace gpubench::results

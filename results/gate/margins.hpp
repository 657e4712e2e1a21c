/// Margins: a policy that asks of no case more than a machine can resolve.
#pragma once
#include <string>

#include "results/comparison/ledger.hpp"

namespace gpubench::results {

/// A policy file, as read_policy() takes it. Each case that the ledger shows on watch under the usual margin
/// gets one of 1.25 times what the last look's pairs find four times in five: then their interval lies inside
/// it nine times in ten where nothing has changed. A case whose margin would be half its time or more is left
/// out, with the reason.
std::string margins_policy(const Ledger& ledger);

}  // namespace gpubench::results

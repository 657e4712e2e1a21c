/// A meeting over MPI: texts to the first rank and back, by messages that can be waited for with a limit,
/// which collectives of MPI 3 can't.
#pragma once
#include <mpi.h>

#include <string_view>

#include "bench/api/communicator.hpp"

namespace gpubench {

/// Every rank sends its text to rank 0, which answers those who came with all texts; a message there and one
/// back for each rank, outside timing. Rank 0 waits for the limit; the others for twice as long and a little,
/// since rank 0 itself may come late, and then hold it for absent. Throws std::runtime_error with MPI's own
/// text.
Meeting meet_over(MPI_Comm ranks, std::string_view text, Seconds limit);

}  // namespace gpubench

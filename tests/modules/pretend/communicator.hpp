/// A communicator over pretend devices: the job's own, told where the memory really is.
#pragma once
#include <memory>

#include "bench/api/communicator.hpp"

namespace gpubench::pretend {

std::unique_ptr<Communicator> make_communicator(Communicator& host);

}  // namespace gpubench::pretend

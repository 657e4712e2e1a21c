/// A communicator over pretend devices: the job's own, told where the memory really is.
#pragma once
#include <memory>

#include "bench/api/backend.hpp"
#include "bench/api/communicator.hpp"

namespace gpubench::pretend {

/// References must outlive it. Its name tells the limit; abort() is refused where the device is lost.
std::unique_ptr<Communicator> make_communicator(Communicator& host, Backend& backend, Seconds limit);

}  // namespace gpubench::pretend

#include "harness/doctor/doctor.hpp"

#include "harness/doctor/driver.hpp"
#include "harness/doctor/folders.hpp"
#include "harness/doctor/libraries.hpp"
#include "harness/doctor/memory.hpp"
#include "harness/doctor/modules.hpp"
#include "harness/doctor/processors.hpp"

namespace gpubench::doctor {

Findings examine(const Readings& readings) {
  Findings all;
  for (const auto& check : {check_modules, check_libraries, check_driver, check_driver_version, check_devices,
                            check_processors, check_memory, check_folders}) {
    Findings found = check(readings);
    all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  return all;
}

}  // namespace gpubench::doctor

#include "harness/doctor/doctor.hpp"

#include "harness/doctor/driver.hpp"
#include "harness/doctor/modules.hpp"

namespace gpubench::doctor {

Findings examine(const Readings& readings) {
  Findings all;
  for (const auto& check : {check_modules, check_driver}) {
    Findings found = check(readings);
    all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  return all;
}

}  // namespace gpubench::doctor

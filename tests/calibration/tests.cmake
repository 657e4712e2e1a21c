# How often verdicts are wrong on machines whose truth is known: half a minute of arithmetic each.
function(gpubench_calibration_program name)
  add_executable(${name} ${ARGN})
  gpubench_defaults(${name})
  target_link_libraries(${name} PRIVATE gpubench_results fmt::fmt Boost::headers)
endfunction()
set(calibration ${CMAKE_CURRENT_LIST_DIR})
gpubench_calibration_program(test_calibration
  ${calibration}/main.cpp ${calibration}/peers.cpp ${calibration}/suite.cpp ${calibration}/world.cpp)
gpubench_calibration_program(test_interlab
  ${calibration}/interlab.cpp ${calibration}/labs.cpp ${calibration}/world.cpp)
gpubench_calibration_program(test_history ${calibration}/history.cpp ${calibration}/world.cpp)
if(NOT GPUBENCH_SANITIZE AND NOT GPUBENCH_COVERAGE)  # minutes there, and nothing new to be seen
  add_test(NAME Calibration.ErrorRatesAreThosePromised COMMAND test_calibration)
  add_test(NAME Calibration.TheOutlyingLaboratoryIsNamed COMMAND test_interlab)
  add_test(NAME Calibration.UnchangedHistoriesShowNoChange COMMAND test_history)
  set_tests_properties(Calibration.ErrorRatesAreThosePromised Calibration.TheOutlyingLaboratoryIsNamed
                       Calibration.UnchangedHistoriesShowNoChange
    PROPERTIES LABELS slow TIMEOUT 300)
endif()

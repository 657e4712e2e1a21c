# How often verdicts are wrong on machines whose truth is known: half a minute of arithmetic.
file(GLOB gpubench_calibration CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
add_executable(test_calibration ${gpubench_calibration})
gpubench_defaults(test_calibration)
target_link_libraries(test_calibration PRIVATE gpubench_results fmt::fmt Boost::headers)
if(NOT GPUBENCH_SANITIZE AND NOT GPUBENCH_COVERAGE)  # minutes there, and nothing new to be seen
  add_test(NAME Calibration.ErrorRatesAreThosePromised COMMAND test_calibration)
  set_tests_properties(Calibration.ErrorRatesAreThosePromised PROPERTIES LABELS slow TIMEOUT 300)
endif()

if(GPUBENCH_MPIRUN AND TARGET gpubench_module_mpi)
  set(kill_test ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/faults/kill_test.py)
  add_test(NAME Faults.EveryCaseReportedFinishedSurvivesAKill COMMAND ${kill_test} --build ${CMAKE_BINARY_DIR})
  set_tests_properties(Faults.EveryCaseReportedFinishedSurvivesAKill PROPERTIES
    LABELS "faults;slow" TIMEOUT 1200 RUN_SERIAL TRUE)

  # A program that keeps its cases in memory until the end must be caught.
  set(forgetful ${CMAKE_CURRENT_BINARY_DIR}/forgetful)
  file(COPY ${CMAKE_CURRENT_SOURCE_DIR}/faults/forgetful/gpubench DESTINATION ${forgetful})
  file(READ ${CMAKE_BINARY_DIR}/activate activate)
  file(WRITE ${forgetful}/activate "${activate}\nPATH=\"${forgetful}:$PATH\"\n")
  add_test(NAME Faults.AProgramThatForgetsIsCaught COMMAND ${kill_test} --build ${forgetful} --count 6)
  set_tests_properties(Faults.AProgramThatForgetsIsCaught PROPERTIES
    LABELS faults PASS_REGULAR_EXPRESSION "lost 0000" TIMEOUT 240)
endif()

find_program(GPUBENCH_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
# What pages tell people to type. It measures for seconds only, but in many processes.
add_test(NAME Documents.EveryCommandRunsOrIsKnownNotTo
         COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/documents/commands_test.py)
set_tests_properties(Documents.EveryCommandRunsOrIsKnownNotTo PROPERTIES
  ENVIRONMENT "GPUBENCH_BUILD=${CMAKE_BINARY_DIR}" TIMEOUT 1800 LABELS slow RUN_SERIAL ON)

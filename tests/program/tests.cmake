# The program as a user runs it. Python 3 is Debian's own; nothing else is needed.
find_program(GPUBENCH_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
foreach(name bad_input compare doctor facts faults fingerprint job_faults manifest mixed_ranks repro report requirements run_options study topo)
  add_test(NAME program.${name} COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/program/${name}_test.py)
  set_tests_properties(program.${name} PROPERTIES
    ENVIRONMENT "GPUBENCH_BUILD=${CMAKE_BINARY_DIR}" TIMEOUT 600 LABELS slow RUN_SERIAL ON)
endforeach()
# With a file that h5py changed; skips where python3-h5py is not installed.
add_test(NAME program.hostile COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/program/hostile_test.py)
set_tests_properties(program.hostile PROPERTIES
  ENVIRONMENT "GPUBENCH_BUILD=${CMAKE_BINARY_DIR};PYTHONPATH=${CMAKE_CURRENT_SOURCE_DIR}/results"
  SKIP_RETURN_CODE 77 TIMEOUT 300)
add_test(NAME program.export COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/program/export_test.py)
set_tests_properties(program.export PROPERTIES ENVIRONMENT "GPUBENCH_BUILD=${CMAKE_BINARY_DIR}" TIMEOUT 300)
# With python3-h5py, to look into the matrices; skips where it is not installed.
foreach(name devices accelerators hosts privacy)
  add_test(NAME program.${name} COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/program/${name}_test.py)
  set_tests_properties(program.${name} PROPERTIES
    ENVIRONMENT "GPUBENCH_BUILD=${CMAKE_BINARY_DIR}" SKIP_RETURN_CODE 77 TIMEOUT 900 LABELS slow RUN_SERIAL ON)
endforeach()

# The file as others see it: h5py and xarray, from Debian's own Python, skipping where they are not installed.
add_executable(write_example ${CMAKE_CURRENT_LIST_DIR}/write_example.cpp)
gpubench_defaults(write_example)
target_link_libraries(write_example PRIVATE gpubench_results)
# Sites whose truth is known, for tests/program/repro_test.py.
add_executable(write_study ${CMAKE_CURRENT_LIST_DIR}/write_study.cpp)
gpubench_defaults(write_study)
target_link_libraries(write_study PRIVATE gpubench_results)
add_executable(write_synthetic ${CMAKE_CURRENT_LIST_DIR}/write_synthetic.cpp)
gpubench_defaults(write_synthetic)
target_link_libraries(write_synthetic PRIVATE gpubench_results)
find_program(GPUBENCH_SYSTEM_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(NOT GPUBENCH_SYSTEM_PYTHON)
  find_program(GPUBENCH_SYSTEM_PYTHON NAMES python3)
endif()
if(GPUBENCH_SYSTEM_PYTHON)
  add_test(NAME results.python_readers
    COMMAND ${GPUBENCH_SYSTEM_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/read_example.py $<TARGET_FILE:write_example>)
  add_test(NAME results.schema COMMAND ${GPUBENCH_SYSTEM_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/schema_test.py
    ${CMAKE_SOURCE_DIR}/results/SCHEMA.md $<TARGET_FILE:write_example>)
  set_tests_properties(results.python_readers results.schema PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
endif()

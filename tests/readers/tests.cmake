# What is exported, read by the programs it is for. Each skips with a reason where its program is missing; scripts/install-packages
# has them in the role "readers".
foreach(name prometheus compare_tool frames mlflow completion manual dashboard)
  add_test(NAME readers.${name} COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/readers/${name}_test.py)
  set_tests_properties(readers.${name} PROPERTIES
    ENVIRONMENT "GPUBENCH_BUILD=${CMAKE_BINARY_DIR};PYTHONPATH=${CMAKE_CURRENT_SOURCE_DIR}/program;PYTHONDONTWRITEBYTECODE=1"
    SKIP_RETURN_CODE 77 TIMEOUT 300)
endforeach()

# A folder of its own: `gpubench list` of a development build must not show it. Named by $GPUBENCH_MODULES in tests.
set(faulty_folder ${CMAKE_BINARY_DIR}/tests/modules)
add_library(gpubench_module_faulty MODULE ${CMAKE_CURRENT_SOURCE_DIR}/modules/faulty.cpp)
gpubench_defaults(gpubench_module_faulty)
target_link_libraries(gpubench_module_faulty PRIVATE gpubench_bench gpubench_build_id)
set_target_properties(gpubench_module_faulty PROPERTIES
  PREFIX "" OUTPUT_NAME gpubench_faulty LIBRARY_OUTPUT_DIRECTORY ${faulty_folder})
add_custom_command(TARGET gpubench_module_faulty POST_BUILD
  COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0
          $<TARGET_FILE:gpubench_manifest> $<TARGET_FILE:gpubench_module_faulty> ${faulty_folder}/faulty.cases.json
  COMMAND ${CMAKE_COMMAND} -E create_symlink ${CMAKE_BINARY_DIR}/gpubench_mpi.so ${faulty_folder}/gpubench_mpi.so
  COMMAND ${CMAKE_COMMAND} -E create_symlink ${CMAKE_BINARY_DIR}/mpi.cases.json ${faulty_folder}/mpi.cases.json
  VERBATIM)
add_dependencies(gpubench_module_faulty gpubench_manifest)

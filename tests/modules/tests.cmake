# Modules that only tests open, each in a folder of its own: `gpubench list` of a development build must not show them.
# Named by $GPUBENCH_MODULES in tests; the mpi module lies beside each.
function(gpubench_test_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "SOURCES;TARGETS")
  set(folder ${CMAKE_BINARY_DIR}/tests/${arg_FOLDER})
  set(target gpubench_module_${name})
  add_library(${target} MODULE ${arg_SOURCES})
  gpubench_defaults(${target})
  target_link_libraries(${target} PRIVATE ${arg_TARGETS} gpubench_bench gpubench_build_id)
  set_target_properties(${target} PROPERTIES
    PREFIX "" OUTPUT_NAME gpubench_${name} LIBRARY_OUTPUT_DIRECTORY ${folder})
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0
            $<TARGET_FILE:gpubench_manifest> $<TARGET_FILE:${target}> ${folder}/${name}.cases.json
    COMMAND ${CMAKE_COMMAND} -E create_symlink ${CMAKE_BINARY_DIR}/gpubench_mpi.so ${folder}/gpubench_mpi.so
    COMMAND ${CMAKE_COMMAND} -E create_symlink ${CMAKE_BINARY_DIR}/mpi.cases.json ${folder}/mpi.cases.json
    VERBATIM)
  add_dependencies(${target} gpubench_manifest)
endfunction()

gpubench_test_module(faulty FOLDER modules SOURCES ${CMAKE_CURRENT_SOURCE_DIR}/modules/faulty.cpp)
file(GLOB pretend_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/modules/pretend/*.cpp)
gpubench_test_module(pretend FOLDER pretend_modules SOURCES ${pretend_sources} TARGETS gpubench_collectives)

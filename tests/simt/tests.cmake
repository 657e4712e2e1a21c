# CUDA kernels run on the CPU: tests/simt tests the harness, tests/kernels/cuda the kernels. A second program of the same
# tests has the thread sanitizer, which names missing barriers. No GPU is needed, and a toolkit only for f16 and bf16; see
# tests/support/simt/README.md.
find_package(Boost 1.74 COMPONENTS context)
if(NOT TARGET Boost::context)
  message(WARNING "No tests of CUDA kernels on the CPU: Boost.Context (libboost-context-dev) is not there")
  return()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15)
  message(STATUS "No tests of CUDA kernels on the CPU: clang before 15 can't read GCC's <source_location>")
  return()
endif()
file(GLOB gpubench_simt CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/support/simt/*.cpp)
file(GLOB gpubench_simt_tests CONFIGURE_DEPENDS
  ${CMAKE_CURRENT_SOURCE_DIR}/simt/*_test.cpp ${CMAKE_CURRENT_SOURCE_DIR}/kernels/cuda/*_test.cpp)

# What computes in f16 and bf16 reads the toolkit's own headers of those types, which work on the CPU too.
if(NOT CUDAToolkit_INCLUDE_DIRS)
  foreach(file IN LISTS gpubench_simt_tests)
    file(STRINGS ${file} half REGEX "include \"tests/support/simt/wmma.hpp\"")
    if(half)
      list(REMOVE_ITEM gpubench_simt_tests ${file})
      get_filename_component(half ${file} NAME_WE)
      add_test(NAME Simt.NeedsAToolkit.${half} COMMAND ${CMAKE_COMMAND} -E echo
               "skipped: ${half} needs cuda_fp16.h and cuda_bf16.h of a CUDA toolkit")
      set_tests_properties(Simt.NeedsAToolkit.${half} PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped: ")
    endif()
  endforeach()
endif()

function(gpubench_simt_program name)
  # The harness itself is not looked at by the thread sanitizer: it is told what orders what.
  add_library(${name}_harness STATIC ${gpubench_simt})
  add_executable(${name} ${gpubench_simt_tests})
  foreach(target ${name}_harness ${name})
    gpubench_defaults(${target})
    target_compile_definitions(${target} PRIVATE ${ARGN})
    target_include_directories(${target} SYSTEM PRIVATE ${CUDAToolkit_INCLUDE_DIRS})
  endforeach()
  target_link_libraries(${name}_harness PRIVATE Boost::context)
  target_link_libraries(${name} PRIVATE ${name}_harness gpubench_bench gpubench_kernels GTest::gmock_main)
endfunction()

gpubench_simt_program(test_simt)
gtest_discover_tests(test_simt TEST_PREFIX Simt. DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 120)

include(CheckCXXSourceCompiles)
set(CMAKE_REQUIRED_FLAGS -fsanitize=thread)
check_cxx_source_compiles("#include <sanitizer/tsan_interface.h>
  int main() { __tsan_switch_to_fiber(__tsan_get_current_fiber(), 1); }" GPUBENCH_THREAD_SANITIZER)
unset(CMAKE_REQUIRED_FLAGS)
if(GPUBENCH_THREAD_SANITIZER AND NOT GPUBENCH_SANITIZE)
  gpubench_simt_program(test_simt_tsan GPUBENCH_SIMT_TSAN)
  target_compile_options(test_simt_tsan PRIVATE -fsanitize=thread -O1 -g)
  target_link_options(test_simt_tsan PRIVATE -fsanitize=thread)
  gtest_discover_tests(test_simt_tsan TEST_PREFIX SimtTsan. DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endif()

if(GPUBENCH_CUDA_FOUND)
  add_test(NAME Cuda.StreamsReadAndWrite16BytesAnInstruction
           COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/kernels/cuda/vector_loads_test.py ${CMAKE_SOURCE_DIR}
                   ${CMAKE_CUDA_COMPILER})
endif()

# What they do not run is named: coverage_test.py looks for gaps, and each entry of its table is a test that says why it skips.
add_test(NAME Simt.EveryKernelIsRunOrItIsSaidWhyNot
         COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/simt/coverage_test.py ${CMAKE_SOURCE_DIR})
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/simt/needs_gpu.txt)
file(STRINGS ${CMAKE_CURRENT_SOURCE_DIR}/simt/needs_gpu.txt rows REGEX "^[^#]")
foreach(row IN LISTS rows)
  if(NOT row MATCHES "^([^ ]+) [|] ([^ ]+) [|] (.+) [|] ([^ ]+)$")
    message(FATAL_ERROR "needs_gpu.txt: no table row: ${row}")
  endif()
  add_test(NAME Simt.NeedsAGpu.${CMAKE_MATCH_2} COMMAND ${CMAKE_COMMAND} -E echo
           "skipped: ${CMAKE_MATCH_2} of ${CMAKE_MATCH_1}: ${CMAKE_MATCH_3}; run by tests/gpu/${CMAKE_MATCH_4} where there is a GPU")
  set_tests_properties(Simt.NeedsAGpu.${CMAKE_MATCH_2} PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped: " LABELS gpu)
endforeach()

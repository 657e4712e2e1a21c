# The project's own building blocks. Sources are found by folder, so that adding a benchmark is one file.

function(gpubench_defaults target)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Werror>)
  # What nvcc generates around kernels is not pedantic.
  target_compile_options(${target} PRIVATE
    $<$<COMPILE_LANGUAGE:CUDA>:--Werror=all-warnings -Xcompiler=-Wall,-Wextra,-Wshadow,-Werror>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC bug 105651: string concatenation is taken for an overlapping copy.
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    # "omp simd" asks, and where the optimiser can't it is a slower loop, not a fault.
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wno-pass-failed>)
  endif()
  if(GPUBENCH_SANITIZE)
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
      # GCC bug 105616: with the address sanitizer std::regex is taken for reading what was never set.
      target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized>)
    endif()
    # Of debug information only lines: what a report names, for a quarter less time to compile.
    foreach(flag -fsanitize=address -fsanitize=undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g1)
      target_compile_options(${target} PRIVATE $<IF:$<COMPILE_LANGUAGE:CUDA>,-Xcompiler=${flag},${flag}>)
    endforeach()
    target_link_options(${target} PRIVATE -fsanitize=address,undefined)
    target_compile_definitions(${target} PRIVATE GPUBENCH_ADDRESS_SANITIZER)  # GCC has a word for it, clang another
  endif()
  if(GPUBENCH_COVERAGE)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:--coverage -fprofile-update=atomic>)
    target_link_options(${target} PRIVATE --coverage)
  endif()
endfunction()

# gpubench_outside_timing(target [PRECOMPILE header...] [EXCEPT file...]): code that decides, prints or tests and of which
# no measured operation is made. It is compiled with less optimisation: of the compiler's time for the program it was a
# third, for the sanitized tests two thirds. The files excepted are optimised as all else is. Headers are precompiled
# where no compiler cache does better; a build with a cache is what finds an include that is missing.
function(gpubench_outside_timing target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "PRECOMPILE;EXCEPT")
  if(GPUBENCH_SANITIZE)
    target_compile_options(${target} PRIVATE -O0)
  elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -O1)
    foreach(except IN LISTS arg_EXCEPT)
      set_source_files_properties(${CMAKE_SOURCE_DIR}/${except} TARGET_DIRECTORY ${target}
        PROPERTIES COMPILE_OPTIONS -O3 SKIP_PRECOMPILE_HEADERS ON)
    endforeach()
  endif()
  if(arg_PRECOMPILE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    target_precompile_headers(${target} PRIVATE ${arg_PRECOMPILE})
  endif()
endfunction()

function(gpubench_sources result)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "EXCEPT")
  set(files)
  foreach(folder IN LISTS arg_UNPARSED_ARGUMENTS)
    if(folder MATCHES "\\.cpp$")
      list(APPEND files ${CMAKE_SOURCE_DIR}/${folder})
      continue()
    endif()
    file(GLOB found CONFIGURE_DEPENDS
         ${CMAKE_SOURCE_DIR}/${folder}/*.cpp ${CMAKE_SOURCE_DIR}/${folder}/*.cu)
    list(APPEND files ${found})
  endforeach()
  foreach(except IN LISTS arg_EXCEPT)
    list(REMOVE_ITEM files ${CMAKE_SOURCE_DIR}/${except})
  endforeach()
  if(NOT files)  # a room that has no file yet
    file(WRITE ${CMAKE_BINARY_DIR}/generated/empty.cpp "")
    set(files ${CMAKE_BINARY_DIR}/generated/empty.cpp)
  endif()
  set(${result} ${files} PARENT_SCOPE)
endfunction()

# gpubench_in_batches(target): with GPUBENCH_BATCHES ten files are compiled as one, so that headers are read once. What one
# file keeps in an unnamed namespace, no other of the target may then name likewise. Kernels are left alone: there one
# file's code must not depend on what it is compiled beside; so are files with options of their own.
function(gpubench_in_batches target)
  if(GPUBENCH_BATCHES AND NOT target MATCHES "kernels")
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
  endif()
endfunction()

# gpubench_library(name folder... [EXCEPT file...]): a static library of all .cpp and .cu files of the
# folders.
function(gpubench_library name)
  gpubench_sources(files ${ARGN})
  add_library(${name} STATIC ${files})
  gpubench_defaults(${name})
  gpubench_in_batches(${name})
endfunction()

# gpubench_module(name folder-or-file...): gpubench_<name>.so beside the program, and <name>.cases.json made by running its
# registration.
function(gpubench_module name)
  gpubench_sources(files ${ARGN})
  set(target gpubench_module_${name})
  add_library(${target} MODULE ${files})
  gpubench_defaults(${target})
  gpubench_in_batches(${target})
  target_link_libraries(${target} PRIVATE gpubench_bench gpubench_build_id)
  set_target_properties(${target} PROPERTIES
    PREFIX "" OUTPUT_NAME gpubench_${name} LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
  set(manifest ${CMAKE_BINARY_DIR}/${name}.cases.json)
  add_custom_command(OUTPUT ${manifest}
    COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0
            $<TARGET_FILE:gpubench_manifest> $<TARGET_FILE:${target}> ${manifest}
    DEPENDS gpubench_manifest ${target} VERBATIM)
  add_custom_target(${target}_manifest ALL DEPENDS ${manifest})
  install(TARGETS ${target} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/gpubench)
  install(FILES ${manifest} DESTINATION ${CMAKE_INSTALL_LIBDIR}/gpubench)
endfunction()

# The build id: a hash of sources, compiler and flags; equal in program and modules of one build.
file(GLOB_RECURSE gpubench_hashed CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/kernels/*.?pp ${CMAKE_SOURCE_DIR}/bench/*.?pp
  ${CMAKE_SOURCE_DIR}/kernels/*.cu ${CMAKE_SOURCE_DIR}/kernels/*.cuh
  ${CMAKE_SOURCE_DIR}/harness/*.?pp ${CMAKE_SOURCE_DIR}/results/*.?pp)
set(gpubench_build_id_source ${CMAKE_BINARY_DIR}/generated/build_id.cpp)
string(TOUPPER "${CMAKE_BUILD_TYPE}" gpubench_type)
set(gpubench_flags "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${gpubench_type}}")
if(GPUBENCH_CUDA_FOUND)
  list(JOIN CMAKE_CUDA_ARCHITECTURES "," gpubench_architectures)
  string(APPEND gpubench_flags " CUDA ${CMAKE_CUDA_COMPILER_VERSION} ${CMAKE_CUDA_FLAGS} sm=${gpubench_architectures}")
endif()
file(WRITE ${CMAKE_BINARY_DIR}/generated/hashed_files.txt "${gpubench_hashed}")
add_custom_command(OUTPUT ${gpubench_build_id_source}
  COMMAND ${CMAKE_COMMAND} -D LIST=${CMAKE_BINARY_DIR}/generated/hashed_files.txt -D ROOT=${CMAKE_SOURCE_DIR}
          "-DFLAGS=${gpubench_flags} sanitize=${GPUBENCH_SANITIZE}" -D VERSION=${PROJECT_VERSION}
          "-DARCHITECTURES=${GPUBENCH_CUDA_CODE}"
          -D OUTPUT=${gpubench_build_id_source} -P ${CMAKE_SOURCE_DIR}/scripts/cmake/build_id.cmake
  DEPENDS ${gpubench_hashed} ${CMAKE_SOURCE_DIR}/scripts/cmake/build_id.cmake VERBATIM)
add_library(gpubench_build_id STATIC ${gpubench_build_id_source})
gpubench_defaults(gpubench_build_id)

# Read by cpack before it packs: what the program links it depends on, what only a module links it recommends, since a
# module that can't be opened is skipped with its reason.

# Packages that hold the libraries of the files. CUDA's come from no package, and are left out.
function(packages_of result)
  set(folder ${CPACK_GPUBENCH_BUILD}/package/shlibdeps)
  file(MAKE_DIRECTORY ${folder}/debian)
  file(WRITE ${folder}/debian/control "Source: gpubench\nPackage: gpubench\nArchitecture: any\n")
  execute_process(COMMAND dpkg-shlibdeps --ignore-missing-info -O ${ARGN} WORKING_DIRECTORY ${folder}
                  OUTPUT_VARIABLE answer ERROR_VARIABLE complaint RESULT_VARIABLE code OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "dpkg-shlibdeps: ${complaint}")
  endif()
  string(REGEX REPLACE "^shlibs:Depends=" "" answer "${answer}")
  string(REPLACE ", " ";" answer "${answer}")
  set(${result} ${answer} PARENT_SCOPE)
endfunction()

find_program(dpkg_shlibdeps dpkg-shlibdeps)
if(NOT dpkg_shlibdeps)
  message(FATAL_ERROR "no dpkg-shlibdeps here: apt-get install dpkg-dev")
endif()
packages_of(depends ${CPACK_GPUBENCH_BUILD}/gpubench)
file(GLOB modules ${CPACK_GPUBENCH_BUILD}/gpubench_*.so)
packages_of(recommends ${modules})
foreach(entry IN LISTS depends)  # whatever version of it a module asks for
  string(REGEX MATCH "^[^ ]+" name "${entry}")
  string(REGEX REPLACE "[+.]" "\\\\\\0" name "${name}")
  list(FILTER recommends EXCLUDE REGEX "^${name}( |$)")
endforeach()
foreach(entry IN LISTS recommends)
  if(entry MATCHES "^libblas3")  # any BLAS runs; the reference one is 20 times slower
    list(REMOVE_ITEM recommends "${entry}")
    list(APPEND recommends "libopenblas0-pthread | libblas.so.3")
  endif()
endforeach()
if(EXISTS ${CPACK_GPUBENCH_BUILD}/gpubench_mpi.so)
  list(APPEND recommends openmpi-bin)
endif()
list(SORT recommends)
list(JOIN depends ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
list(JOIN recommends ", " CPACK_DEBIAN_PACKAGE_RECOMMENDS)

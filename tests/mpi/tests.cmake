# The mpi module under mpirun, oversubscribed where there are fewer cores than ranks. LeakSanitizer is off here: Open MPI
# keeps what it allocated until the process ends.
if(TARGET gpubench_module_mpi AND MPIEXEC_EXECUTABLE)
  file(GLOB gpubench_mpi_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/mpi/*.cpp)
  set(gpubench_mpi_parts
    ${CMAKE_SOURCE_DIR}/bench/mpi/sleeping_barrier.cpp ${CMAKE_SOURCE_DIR}/bench/mpi/group.cpp
    ${CMAKE_SOURCE_DIR}/bench/mpi/check.cpp)
  add_executable(test_mpi ${gpubench_mpi_tests} ${gpubench_mpi_parts})
  gpubench_defaults(test_mpi)
  target_compile_definitions(test_mpi PRIVATE GPUBENCH_MPI_MODULE="$<TARGET_FILE:gpubench_module_mpi>"
    GPUBENCH_BLAS_MODULE="${CMAKE_BINARY_DIR}/gpubench_blas.so")
  target_link_libraries(test_mpi PRIVATE gpubench_harness gpubench_collectives gpubench_host gpubench_bench MPI::MPI_CXX GTest::gtest ${CMAKE_DL_LIBS})
  add_dependencies(test_mpi gpubench_module_mpi)
  if(TARGET gpubench_module_blas)
    add_dependencies(test_mpi gpubench_module_blas)
  endif()
  set(gpubench_mpi_environment
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
    OMPI_MCA_mpi_yield_when_idle=1 OMPI_MCA_hwloc_base_binding_policy=none OMPI_MCA_btl=self,vader
    ASAN_OPTIONS=detect_leaks=0)
  # Where ranks can't share memory each waits as a host of its own.
  add_test(NAME Mpi.Unshared COMMAND ${MPIEXEC_EXECUTABLE} ${MPIEXEC_NUMPROC_FLAG} 3 $<TARGET_FILE:test_mpi>
           --gtest_filter=*Barrier*)
  set_tests_properties(Mpi.Unshared PROPERTIES ENVIRONMENT "${gpubench_mpi_environment};OMPI_MCA_osc=^sm"
    LABELS mpi TIMEOUT 180 PROCESSORS 3)
  foreach(ranks 1 2 3 8)
    add_test(NAME Mpi.On${ranks}Ranks COMMAND ${MPIEXEC_EXECUTABLE} ${MPIEXEC_NUMPROC_FLAG} ${ranks} $<TARGET_FILE:test_mpi>)
    set_tests_properties(Mpi.On${ranks}Ranks PROPERTIES
      ENVIRONMENT "${gpubench_mpi_environment}" LABELS mpi TIMEOUT 300 PROCESSORS ${ranks})
  endforeach()
endif()

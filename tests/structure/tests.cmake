# Debian's own python3 first: its packages (h5py, xarray) are seen by no other.
find_program(GPUBENCH_PYTHON NAMES python3 HINTS /usr/bin REQUIRED)

add_test(NAME Structure.EveryArrowPointsDownTheFlow
         COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/structure/structure.py ${CMAKE_SOURCE_DIR})
add_test(NAME Structure.PlantedFaultsAreFound
         COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/structure/planted_test.py)

# The activate script, in each shell there is.
find_program(GPUBENCH_MPIRUN mpirun)
foreach(shell sh bash dash zsh)
  find_program(GPUBENCH_SHELL_${shell} ${shell})
  if(GPUBENCH_SHELL_${shell} AND GPUBENCH_MPIRUN)
    add_test(NAME Activate.PlainMpirunWorksIn_${shell}
             COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/structure/activate_test.sh
                     ${CMAKE_BINARY_DIR} ${GPUBENCH_SHELL_${shell}})
  endif()
endforeach()

add_test(NAME Scripts.PackagesAreAskedForOnlyWhereTheyAreMissing
         COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/scripts/install_packages_test.sh ${CMAKE_SOURCE_DIR})
add_test(NAME Scripts.EachHasHelpAndRefusesWhatItDoesNotKnow
         COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/scripts/help_test.sh ${CMAKE_SOURCE_DIR})
add_test(NAME Scripts.QuickstartOffersTheFileOfItsOwnRun
         COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/scripts/quickstart_test.sh ${CMAKE_SOURCE_DIR})
add_test(NAME Scripts.ThePageOfBenchmarksSaysWhatTheProgramDoes
         COMMAND ${GPUBENCH_PYTHON} ${CMAKE_SOURCE_DIR}/scripts/catalogue --check ${CMAKE_BINARY_DIR})
if(TARGET gpubench_module_cuda)
  add_test(NAME Scripts.KernelsAreForTheArchitecturesThatTheBuildRecords
           COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/scripts/architectures_test.py ${CMAKE_SOURCE_DIR}
                   ${CMAKE_BINARY_DIR})
endif()
if(NOT GPUBENCH_SANITIZE)  # the sanitizers' libraries are no package a user needs
  add_test(NAME Scripts.EveryLibraryIsInTheRolesOfARun
           COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/scripts/needed_test.sh ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
  set_tests_properties(Scripts.EveryLibraryIsInTheRolesOfARun PROPERTIES SKIP_RETURN_CODE 77)
endif()
if(TARGET gpubench_module_mpi)
  add_test(NAME Scripts.AnInstalledTreeWorksFromAnywhere
           COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/scripts/install_test.sh ${CMAKE_BINARY_DIR})
  set_tests_properties(Scripts.AnInstalledTreeWorksFromAnywhere PROPERTIES LABELS slow RUN_SERIAL ON TIMEOUT 300)
  if(NOT GPUBENCH_SANITIZE)  # the sanitizers' libraries are not for a bundle
    add_test(NAME Scripts.ABundleMeasuresWhereNothingIsInstalled
             COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/scripts/bundle_test.sh ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
    set_tests_properties(Scripts.ABundleMeasuresWhereNothingIsInstalled PROPERTIES
      LABELS slow RUN_SERIAL ON TIMEOUT 900 SKIP_RETURN_CODE 77)
  endif()
endif()

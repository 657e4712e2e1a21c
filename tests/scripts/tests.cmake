add_test(NAME Scripts.PackagesAreAskedForOnlyWhereTheyAreMissing
         COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/scripts/install_packages_test.sh ${CMAKE_SOURCE_DIR})
add_test(NAME Scripts.EachHasHelpAndRefusesWhatItDoesNotKnow
         COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/scripts/help_test.sh ${CMAKE_SOURCE_DIR})

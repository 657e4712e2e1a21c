find_program(GPUBENCH_PYTHON NAMES python3 HINTS /usr/bin REQUIRED)
add_test(NAME Image.LockArchiveBillAndSignatureAreWhatTheySay
         COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/image/parts_test.py ${CMAKE_SOURCE_DIR})
add_test(NAME Image.LaunchersAskForWhatTheyShould
         COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_SOURCE_DIR}/image/launch_test.py ${CMAKE_SOURCE_DIR})
# With root, mmdebstrap and podman: minutes, and files from a mirror of Debian unless GPUBENCH_IMAGE_ARCHIVE names a folder
# that scripts/image/lock --archive has filled.
if(TARGET gpubench_module_mpi AND NOT GPUBENCH_SANITIZE)
  foreach(test "image_test BuiltTwiceIsOneAndMeasuresInside" "blas_test AChangedBlasIsFoundAndNamed")
    separate_arguments(test)
    list(GET test 0 file)
    list(GET test 1 claim)
    add_test(NAME Image.${claim}
             COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/image/${file}.sh ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
    set_tests_properties(Image.${claim} PROPERTIES LABELS "image;slow" RUN_SERIAL ON TIMEOUT 1800 SKIP_RETURN_CODE 77)
  endforeach()
endif()

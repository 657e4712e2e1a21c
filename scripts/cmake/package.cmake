# The Debian package: `cpack -G DEB` in a build folder. scripts/image/package calls it so that equal builds make equal
# packages, byte for byte.
install(FILES README.md CHANGELOG.md bench/CATALOGUE.md bench/METHODS.md harness/COMMANDS.md harness/DOCTOR.md
              harness/FINGERPRINT.md results/EXPORT.md results/GUIDE.md results/REPORT.md results/SCHEMA.md results/STATISTICS.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME gpubench)
set(CPACK_PACKAGE_CONTACT "gpubench maintainers <gpubench@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Measures GPUs and hosts across MPI ranks, verifies what it times, and keeps\n it in one self-describing HDF5 file that others can compare with theirs.")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_STRIP_FILES ON)
# The prefix is written into gpubench-activate, so it must be the true one, not that of the staging folder.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
# What the package sets up beyond its prefix; `cmake --install` into any other folder leaves that alone.
configure_file(${CMAKE_SOURCE_DIR}/scripts/cmake/profile.sh ${CMAKE_BINARY_DIR}/package/gpubench.sh COPYONLY)
file(WRITE ${CMAKE_BINARY_DIR}/package/conffiles "/etc/profile.d/gpubench.sh\n")
set(CPACK_INSTALL_SCRIPTS ${CMAKE_SOURCE_DIR}/scripts/cmake/package_install.cmake)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_BINARY_DIR}/package/conffiles)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_SOURCE_DIR}/scripts/cmake/package_dependencies.cmake)
set(CPACK_GPUBENCH_BUILD ${CMAKE_BINARY_DIR})
include(CPack)

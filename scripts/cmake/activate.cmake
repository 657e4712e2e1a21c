# The script users source, for the build folder and for an installed tree; and the target `program`: what is needed to
# run, without tests.

# Open MPI's own list of parameter files is replaced by the variable, so the site's file must be named again.
set(GPUBENCH_OPENMPI_SITE /etc/openmpi/openmpi-mca-params.conf)
find_program(GPUBENCH_OMPI_INFO ompi_info)
if(GPUBENCH_OMPI_INFO)
  execute_process(COMMAND ${GPUBENCH_OMPI_INFO} --path sysconfdir --parsable OUTPUT_VARIABLE answer
                  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(answer MATCHES "^path:sysconfdir:(.+)$")
    set(GPUBENCH_OPENMPI_SITE ${CMAKE_MATCH_1}/openmpi-mca-params.conf)
  endif()
endif()

set(GPUBENCH_ACTIVATE ${CMAKE_BINARY_DIR}/activate)
set(GPUBENCH_PROGRAM_FOLDER ${CMAKE_BINARY_DIR})
set(GPUBENCH_OPENMPI_PARAMETERS ${CMAKE_BINARY_DIR}/openmpi-mca-params.conf)
configure_file(${CMAKE_SOURCE_DIR}/scripts/cmake/openmpi-mca-params.conf ${GPUBENCH_OPENMPI_PARAMETERS} COPYONLY)
configure_file(${CMAKE_SOURCE_DIR}/scripts/cmake/activate.in ${GPUBENCH_ACTIVATE} @ONLY)

# The prefix is known only when it is installed.
install(FILES ${CMAKE_SOURCE_DIR}/scripts/cmake/openmpi-mca-params.conf DESTINATION ${CMAKE_INSTALL_DATADIR}/gpubench)
install(CODE "
  get_filename_component(prefix \"\${CMAKE_INSTALL_PREFIX}\" ABSOLUTE)
  set(GPUBENCH_OPENMPI_SITE \"${GPUBENCH_OPENMPI_SITE}\")
  set(GPUBENCH_ACTIVATE \"\${prefix}/${CMAKE_INSTALL_BINDIR}/gpubench-activate\")
  set(GPUBENCH_PROGRAM_FOLDER \"\${prefix}/${CMAKE_INSTALL_BINDIR}\")
  set(GPUBENCH_OPENMPI_PARAMETERS \"\${prefix}/${CMAKE_INSTALL_DATADIR}/gpubench/openmpi-mca-params.conf\")
  configure_file(\"${CMAKE_SOURCE_DIR}/scripts/cmake/activate.in\" \"\$ENV{DESTDIR}\${GPUBENCH_ACTIVATE}\" @ONLY)
")

get_property(targets DIRECTORY ${CMAKE_SOURCE_DIR} PROPERTY BUILDSYSTEM_TARGETS)
list(FILTER targets INCLUDE REGEX "^gpubench_module_.*_manifest$")
add_custom_target(program DEPENDS gpubench ${targets})

# What shells complete and the pages man shows: printed by the built program, so that they say what its --help says.
get_property(gpubench_manifests DIRECTORY ${CMAKE_SOURCE_DIR} PROPERTY BUILDSYSTEM_TARGETS)
list(FILTER gpubench_manifests INCLUDE REGEX "^gpubench_module_.*_manifest$")
set(gpubench_words ${CMAKE_BINARY_DIR}/words)
file(MAKE_DIRECTORY ${gpubench_words})
foreach(shell bash zsh fish)
  add_custom_command(OUTPUT ${gpubench_words}/gpubench.${shell}
    COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 $<TARGET_FILE:gpubench> completion ${shell}
            > ${gpubench_words}/gpubench.${shell}
    DEPENDS gpubench ${gpubench_manifests} VERBATIM)
endforeach()
# The folder is made anew: a page of a command that is gone would stay.
add_custom_command(OUTPUT ${gpubench_words}/man1/gpubench.1
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${gpubench_words}/man1
  COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 $<TARGET_FILE:gpubench> manual --all ${gpubench_words}/man1
  DEPENDS gpubench ${gpubench_manifests} VERBATIM)
add_custom_target(words ALL DEPENDS ${gpubench_words}/gpubench.bash ${gpubench_words}/gpubench.zsh
                                    ${gpubench_words}/gpubench.fish ${gpubench_words}/man1/gpubench.1)
add_dependencies(program words)
install(FILES ${gpubench_words}/gpubench.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME gpubench)
install(FILES ${gpubench_words}/gpubench.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _gpubench)
install(FILES ${gpubench_words}/gpubench.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(DIRECTORY ${gpubench_words}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} FILES_MATCHING PATTERN "*.1")

# What shells complete and the page man shows: printed by the built program, so that they say what its --help says.
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
add_custom_command(OUTPUT ${gpubench_words}/gpubench.1
  COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 $<TARGET_FILE:gpubench> manual > ${gpubench_words}/gpubench.1
  DEPENDS gpubench ${gpubench_manifests} VERBATIM)
add_custom_target(words ALL DEPENDS ${gpubench_words}/gpubench.bash ${gpubench_words}/gpubench.zsh
                                    ${gpubench_words}/gpubench.fish ${gpubench_words}/gpubench.1)
add_dependencies(program words)
install(FILES ${gpubench_words}/gpubench.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME gpubench)
install(FILES ${gpubench_words}/gpubench.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _gpubench)
install(FILES ${gpubench_words}/gpubench.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${gpubench_words}/gpubench.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

# What a page of `gpubench report` is made of besides C++: its own style sheet and script are built into the program; the
# drawing library, which scripts/report-bundle gets, lies beside it where it is there.
set(web ${CMAKE_SOURCE_DIR}/results/report/web)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${web}/page.css ${web}/page.js)
file(READ ${web}/page.css GPUBENCH_PAGE_STYLE)
file(READ ${web}/page.js GPUBENCH_PAGE_SCRIPT)
configure_file(${web}/web.cpp.in ${CMAKE_BINARY_DIR}/generated/report_web.cpp @ONLY)
target_sources(gpubench_results PRIVATE ${CMAKE_BINARY_DIR}/generated/report_web.cpp)
install(FILES ${CMAKE_BINARY_DIR}/report/vega.js DESTINATION ${CMAKE_INSTALL_DATADIR}/gpubench/report OPTIONAL)

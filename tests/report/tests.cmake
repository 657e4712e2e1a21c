# Pages of `gpubench report` in a browser; skips where there is none. Not under sanitizers: the browser runs none of our
# code, and the largest page takes minutes to make there; program.report makes pages under them.
if(NOT GPUBENCH_SANITIZE AND NOT GPUBENCH_COVERAGE)
  add_test(NAME Report.PagesInABrowser
           COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/page_test.sh ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
  set_tests_properties(Report.PagesInABrowser PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 900 LABELS slow RUN_SERIAL ON)
endif()

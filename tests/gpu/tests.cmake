# What only a GPU can show; each says why it skips where there is none. `ctest -L gpu`.
if(TARGET gpubench_cuda)
  file(GLOB gpubench_gpu_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/gpu/*_test.cpp)
  add_executable(test_gpu ${gpubench_gpu_tests})
  gpubench_defaults(test_gpu)
  set_target_properties(test_gpu PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(test_gpu PRIVATE gpubench_cuda GTest::gmock_main)
  gtest_discover_tests(test_gpu TEST_PREFIX Gpu. DISCOVERY_TIMEOUT 60 PROPERTIES LABELS gpu TIMEOUT 300 RUN_SERIAL ON)
endif()

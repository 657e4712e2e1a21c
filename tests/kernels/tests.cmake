# The kernels of processors other than x86-64, tested on any.
file(GLOB gpubench_portable CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/kernels/host/*.cpp ${CMAKE_SOURCE_DIR}/kernels/host/portable/*.cpp
  ${CMAKE_CURRENT_SOURCE_DIR}/kernels/host/*_test.cpp)
if(GPUBENCH_SANITIZE)
  list(APPEND gpubench_portable ${CMAKE_CURRENT_SOURCE_DIR}/support/leaks.cpp)
endif()
add_executable(test_kernels_portable ${gpubench_portable})
gpubench_defaults(test_kernels_portable)
target_link_libraries(test_kernels_portable PRIVATE OpenMP::OpenMP_CXX GTest::gmock_main)
gtest_discover_tests(test_kernels_portable TEST_PREFIX Portable. DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 120)

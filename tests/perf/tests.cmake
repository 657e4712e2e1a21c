# Figures for a reader, built on request only: ninja perf_kernels.
add_executable(perf_kernels EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/kernels_perf.cpp)
gpubench_defaults(perf_kernels)
target_link_libraries(perf_kernels PRIVATE gpubench_host benchmark::benchmark OpenMP::OpenMP_CXX)

# Likewise: ninja perf_compare; what reading and comparing two files costs, and at what memory.
add_executable(perf_compare EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/compare_perf.cpp)
gpubench_defaults(perf_compare)
target_link_libraries(perf_compare PRIVATE gpubench_results benchmark::benchmark)

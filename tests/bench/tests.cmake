# A test opens the module, which nothing links.
if(TARGET test_bench AND TARGET gpubench_module_blas)
  add_dependencies(test_bench gpubench_module_blas)
endif()

# The miniature NVML, and one as years ago.
foreach(fake fake_nvml fake_nvml_old)
  add_library(${fake} MODULE ${CMAKE_CURRENT_SOURCE_DIR}/support/fake_nvml.cpp)
  gpubench_defaults(${fake})
endforeach()
target_compile_definitions(fake_nvml_old PRIVATE FAKE_NVML_OLD)
add_dependencies(test_bench fake_nvml fake_nvml_old)
target_link_libraries(test_bench PRIVATE gpubench_nvml)
target_compile_definitions(test_bench PRIVATE FAKE_NVML_FILE="$<TARGET_FILE:fake_nvml>"
                                              FAKE_NVML_OLD_FILE="$<TARGET_FILE:fake_nvml_old>")

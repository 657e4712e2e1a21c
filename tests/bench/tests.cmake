# Tests open the modules, which nothing links.
foreach(module blas fftw onednn cublas cufft cudnn nccl)
  if(TARGET test_bench AND TARGET gpubench_module_${module})
    add_dependencies(test_bench gpubench_module_${module})
  endif()
endforeach()

# What of NCCL's module needs no NCCL.
target_sources(test_bench PRIVATE ${CMAKE_SOURCE_DIR}/bench/nccl/choices.cpp
  ${CMAKE_SOURCE_DIR}/bench/nccl/profiler.cpp ${CMAKE_SOURCE_DIR}/bench/nccl/profiler_claim.cpp)

# What cuDNN says where there is no device.
if(TARGET gpubench_module_cudnn)
  gpubench_sources(gpubench_cudnn_files bench/cudnn EXCEPT bench/cudnn/module.cpp)
  file(GLOB gpubench_cudnn_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/bench/cudnn/*_test.cpp)
  add_executable(test_cudnn ${gpubench_cudnn_tests} ${gpubench_cudnn_files})
  gpubench_defaults(test_cudnn)
  target_link_libraries(test_cudnn PRIVATE gpubench_libraries CUDNN::cudnn CUDA::cudart_static GTest::gmock_main)
  set_target_properties(test_cudnn PROPERTIES LINKER_LANGUAGE CXX)
  gtest_discover_tests(test_cudnn DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 120)
endif()

# The miniature NVML, and one as years ago.
foreach(fake fake_nvml fake_nvml_old)
  add_library(${fake} MODULE ${CMAKE_CURRENT_SOURCE_DIR}/support/fake_nvml.cpp)
  gpubench_defaults(${fake})
endforeach()
target_compile_definitions(fake_nvml_old PRIVATE FAKE_NVML_OLD)
target_link_libraries(test_bench PRIVATE gpubench_nvml)
foreach(program test_bench test_harness)
  add_dependencies(${program} fake_nvml fake_nvml_old)
  target_compile_definitions(${program} PRIVATE FAKE_NVML_FILE="$<TARGET_FILE:fake_nvml>"
                                                FAKE_NVML_OLD_FILE="$<TARGET_FILE:fake_nvml_old>")
endforeach()

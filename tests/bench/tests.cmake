# A test opens the module, which nothing links.
if(TARGET test_bench AND TARGET gpubench_module_blas)
  add_dependencies(test_bench gpubench_module_blas)
endif()

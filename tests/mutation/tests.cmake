# Planting takes hours and is scripts/mutate's; that every fault still has its place takes none.
find_program(GPUBENCH_PYTHON NAMES python3 HINTS /usr/bin REQUIRED)
add_test(NAME Mutation.EveryFaultHasItsPlace COMMAND ${GPUBENCH_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/places_test.py)

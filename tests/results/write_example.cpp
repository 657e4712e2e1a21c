/// Writes a result file for readers in other languages: write_example FILE [CASES [RANKS SAMPLES]].
#include <cstdlib>

#include "results/store.hpp"
#include "tests/results/examples.hpp"

int main(int argc, char** argv) {
  using namespace gpubench::results;
  if (argc < 2) return 64;
  const unsigned cases = argc > 2 ? static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)) : 2;
  const std::size_t ranks = argc > 4 ? std::strtoul(argv[3], nullptr, 10) : 2;
  const std::size_t samples = argc > 4 ? std::strtoul(argv[4], nullptr, 10) : 200;
  const Launch launch = examples::launch();
  StoreWriter writer(argv[1]);
  writer.begin_launch(launch);
  for (unsigned i = 1; i <= cases; ++i) writer.write_case(examples::measured(ranks, samples, i));
  writer.write_case(examples::skipped());
  writer.end_launch(launch);
  writer.finish(true);
}

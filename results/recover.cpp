#include <fmt/format.h>

#include "results/error.hpp"
#include "results/journal.hpp"
#include "results/output_place.hpp"
#include "results/store.hpp"

namespace gpubench::results {

std::string build_from_journal(const std::filesystem::path& journal, const std::filesystem::path& output,
                               bool replace) {
  if (!is_journal(journal)) throw DataError(fmt::format("{}: not a journal", journal.string()));
  require_output_place(output, replace);
  StoreWriter writer(output);
  Launch launch;
  bool begun = false;
  const auto begin = [&] {
    if (!begun) writer.begin_launch(launch);
    begun = true;
  };
  const JournalHealth health = read_journal(journal, launch, [&](Case&& finished) {
    begin();
    writer.write_case(finished);
  });
  begin();
  writer.end_launch(launch);
  writer.finish(replace);
  return health.damage;
}

}  // namespace gpubench::results

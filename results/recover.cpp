#include <fmt/format.h>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/journal.hpp"
#include "results/store.hpp"

namespace gpubench::results {

std::string build_from_journal(const std::filesystem::path& journal, const std::filesystem::path& output,
                               bool replace) {
  if (!is_journal(journal)) throw DataError(fmt::format("{}: not a journal", journal.string()));
  if (type_of(output) != std::filesystem::file_type::not_found && !replace)
    throw CreateError(
        fmt::format("{}: exists; choose another name or replace it with --force", output.string()));
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

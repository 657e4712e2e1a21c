#include "results/export/output_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"
#include "results/output_place.hpp"
#include "results/publish.hpp"
#include "results/ulid.hpp"

namespace gpubench::results {

OutputFile::OutputFile(std::filesystem::path target, bool replace)
    : target_(std::move(target)), replace_(replace) {
  require_output_place(target_, replace_);
  // Hidden and with another ending: a node exporter reads each *.prom it finds.
  temporary_ = folder_of(target_) / fmt::format(".{}.{}", target_.filename().string(), make_ulid());
  stream_.open(temporary_, std::ios::binary);
  if (!stream_)
    throw CreateError(fmt::format("{}: can't be made: {}", target_.string(), std::strerror(errno)));
}

OutputFile::~OutputFile() {
  std::error_code ignored;
  if (!temporary_.empty()) std::filesystem::remove(temporary_, ignored);
}

void OutputFile::publish() {
  stream_.close();
  if (!stream_) throw IoError(fmt::format("{}: can't be written: is the disk full?", target_.string()));
  results::publish(temporary_, target_, replace_);
  temporary_.clear();
}

}  // namespace gpubench::results

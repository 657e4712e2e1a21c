/// OutputFile: a text that appears under its name only when it is whole, so that who polls the folder never
/// reads half of it.
#pragma once
#include <filesystem>
#include <fstream>

namespace gpubench::results {

class OutputFile {
 public:
  /// Opens a hidden temporary file beside it. Throws CreateError where that can't be made, or the place is
  /// taken: see require_output_place().
  OutputFile(std::filesystem::path target, bool replace);
  /// Removes what was not published.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream() { return stream_; }
  /// Throws IoError where not all was written, CreateError.
  void publish();

 private:
  std::filesystem::path target_, temporary_;
  bool replace_;
  std::ofstream stream_;
};

}  // namespace gpubench::results

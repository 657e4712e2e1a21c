/// CapturedTree: a folder of /proc and /sys files as captured on some machine, removed when the test ends.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

#include "harness/system_files.hpp"

namespace gpubench {

class CapturedTree {
 public:
  using Files = std::map<std::string, std::string>;

  CapturedTree(std::initializer_list<Files::value_type> files) : CapturedTree(Files(files)) {}
  explicit CapturedTree(const Files& files = Files()) {
    std::string name = (std::filesystem::temp_directory_path() / "captured-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp " + name);
    root_ = name;
    for (const auto& [path, text] : files) write(path, text);
  }
  ~CapturedTree() {
    std::error_code error;
    std::filesystem::remove_all(root_, error);
  }
  CapturedTree(const CapturedTree&) = delete;
  CapturedTree& operator=(const CapturedTree&) = delete;

  void write(const std::string& path, const std::string& text) {
    const auto file = root_ / std::filesystem::path(path).relative_path();
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  SystemFiles files() const { return SystemFiles(root_); }

 private:
  std::filesystem::path root_;
};

}  // namespace gpubench

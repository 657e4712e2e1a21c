/// VerbWords: what help, the manual and the page of commands say of a command beside its options.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace gpubench {

/// Texts of several lines are parted by line ends.
struct VerbWords {
  const char* name;
  const char* meaning;   ///< A sentence without its full stop.
  const char* about;     ///< Sentences: what the meaning leaves open.
  const char* examples;  ///< A command line each; a test runs each.
  const char* exits;     ///< "1 slower": a code and what it says here, those of sysexits.h left out.
  const char* files;     ///< What it reads, writes or looks for.
};

/// Every command that help names, in its order.
std::span<const VerbWords> verb_words();

/// Throws std::invalid_argument where there is no such command.
const VerbWords& words_of_verb(std::string_view name);

/// "Examples:", "Exit codes:" and "Files:", each above its lines, after what it is about: the end of --help.
std::string footer_of(const VerbWords& words);

}  // namespace gpubench

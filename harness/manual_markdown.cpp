// Every command on a page of Markdown.
#include <fmt/format.h>

#include "harness/manual.hpp"

namespace gpubench {
namespace {

constexpr const char* kHead =
    "# Every command\n\nAs `gpubench COMMAND --help` and `man gpubench COMMAND` tell it, written by "
    "`scripts/catalogue`. From 64 on\nexit codes are those of sysexits.h; an error is one line: what, where, "
    "what to do.\n";

/// In a cell of a table, or in a line that Markdown must not take for markup.
std::string plain(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '<') result += '\\';
    result += c;
  }
  return result;
}

std::string option_rows(const std::vector<OptionDescription>& options) {
  std::string text;
  for (const OptionDescription& option : options) {
    if (option.names.back() == "--help") continue;  // every command has it
    std::string names;
    for (const std::string& name : option.names) names += (names.empty() ? "" : ", ") + name;
    if (!option.value.empty() && option.names.front().starts_with("-")) names += " " + option.value;
    text += fmt::format("| `{}` | {} |\n", option.choices.empty() ? plain(names) : option.names.back(),
                        plain(option.meaning));
    if (option.choices.empty()) continue;
    text.resize(text.size() - 3);
    for (const std::string& choice : option.choices)
      text += fmt::format("{} `{}`", &choice == &option.choices.front() ? ":" : ",", choice);
    text += " |\n";
  }
  return text;
}

/// Options as a table, then what the footer has: examples as code, the rest as lists.
std::string command_section(const CommandDescription& command, const std::string& words,
                            const std::string& marks) {
  std::string text = fmt::format("\n{} {}\n\n{}.\n", marks, words, plain(command.meaning));
  const std::string rows = option_rows(command.positionals) + option_rows(command.options);
  std::string rest;
  for (const HelpSection& section : sections_of(command.footer)) {
    if (section.heading.empty()) {
      for (const std::string& line : section.lines) text += plain(line) + "\n";
      continue;
    }
    const bool code = section.heading == "Examples";
    rest += code ? "\n" : fmt::format("\n{}:\n\n", section.heading);
    for (const std::string& line : section.lines) {
      const std::size_t blank = line.find(' ');
      rest += code ? fmt::format("    {}\n", line)
                   : fmt::format("- `{}`{}\n", line.substr(0, blank),
                                 blank == std::string::npos ? "" : plain(line.substr(blank)));
    }
  }
  if (!rows.empty()) text += "\n| option | meaning |\n| --- | --- |\n" + rows;
  text += rest;
  for (const CommandDescription& inner : command.commands)
    text += command_section(inner, words + " " + inner.name, marks + "#");
  return text;
}

}  // namespace

std::string manual_markdown(const CommandDescription& program) {
  std::string text = kHead;
  for (const CommandDescription& command : program.commands)
    text += command_section(command, program.name + " " + command.name, "##");
  return text;
}

}  // namespace gpubench

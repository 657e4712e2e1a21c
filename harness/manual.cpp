#include "harness/manual.hpp"

#include <fmt/format.h>

#include <sstream>

namespace gpubench {
namespace {

/// Text in roff: no escape, no request at a line's front, and hyphens that can be copied.
std::string roff(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else if (c == '\'') {
      result += "\\(aq";
    } else {
      result += c;
    }
  }
  return result;
}

std::string names_of(const OptionDescription& option) {
  std::string text;
  for (const std::string& name : option.names)
    text += fmt::format("{}\\fB{}\\fR", text.empty() ? "" : ", ", roff(name));
  if (!option.value.empty() && option.names.front().starts_with("-"))
    text += fmt::format(" \\fI{}\\fR", roff(option.value));
  return text;
}

std::string option_items(const std::vector<OptionDescription>& options) {
  std::string text;
  for (const OptionDescription& option : options)
    text += fmt::format(".TP\n{}\n{}\n", names_of(option),
                        roff(option.meaning.empty() ? "See above." : option.meaning));
  return text;
}

/// The footer's lines; those that are indented are to be typed.
std::string examples_of(const std::string& footer) {
  std::istringstream lines(footer);
  std::string line, text;
  bool typed = false;
  while (std::getline(lines, line)) {
    const bool indented = line.starts_with("  ");
    if (indented != typed) text += indented ? ".PP\n.nf\n.RS\n" : ".RE\n.fi\n.PP\n";
    typed = indented;
    text += roff(indented ? line.substr(2) : line) + "\n";
  }
  return text + (typed ? ".RE\n.fi\n" : "");
}

std::string command_text(const CommandDescription& command, const std::string& path) {
  const std::string words = path.empty() ? command.name : path + " " + command.name;
  std::string usage = fmt::format("\\fB{}\\fR", roff(words));
  for (const OptionDescription& one : command.positionals)
    usage += fmt::format(" \\fI{}\\fR", roff(one.names.front()));
  std::string text = fmt::format(".SS {}\n{}.\n", usage, roff(command.meaning));
  text += option_items(command.positionals) + option_items(command.options);
  if (!command.footer.empty()) text += ".PP\n" + examples_of(command.footer);
  for (const CommandDescription& inner : command.commands) text += command_text(inner, words);
  return text;
}

}  // namespace

std::string manual_page(const CommandDescription& program, const std::string& version) {
  std::string text = fmt::format(
      ".TH GPUBENCH 1 \"\" \"gpubench {}\" \"User Commands\"\n.SH NAME\ngpubench \\- measure machines, prove "
      "what was timed, compare what was kept\n.SH SYNOPSIS\n.B gpubench\n.I COMMAND\n.RI [ OPTION ...]\n"
      ".SH DESCRIPTION\n{}\n.SH OPTIONS\n{}.SH COMMANDS\n",
      roff(version), roff(program.meaning), option_items(program.options));
  for (const CommandDescription& command : program.commands) text += command_text(command, "");
  return text +
         ".SH EXIT STATUS\n0 good; 1 regressed or wrong; 2 inconclusive; 3 incomparable; 64 and up as in "
         "sysexits.h.\n.SH FILES\nResult files are HDF5; results/SCHEMA.md names each group, attribute and "
         "unit.\n";
}

}  // namespace gpubench

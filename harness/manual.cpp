#include "harness/manual.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"

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

/// Capital letters, as man has them.
std::string title(std::string name, const std::string& version) {
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return fmt::format(".TH {} 1 \"\" \"gpubench {}\" \"User Commands\"\n", roff(name), roff(version));
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

/// "gpubench show [OPTION ...] FILE": a line of the synopsis.
std::string usage(const CommandDescription& command, const std::string& words) {
  std::string text = fmt::format("\\fB{}\\fR [\\fIOPTION\\fR ...]", roff(words));
  for (const OptionDescription& one : command.positionals) {
    const std::string name = fmt::format("\\fI{}\\fR{}", roff(one.names.front()), one.several ? " ..." : "");
    text += one.required ? " " + name : fmt::format(" [{}]", name);
  }
  return text + "\n";
}

std::string typed(const std::vector<std::string>& lines) {
  std::string text = ".nf\n.RS\n";
  for (const std::string& line : lines) text += roff(line) + "\n";
  return text + ".RE\n.fi\n";
}

/// What comes before the first blank is what the rest tells of.
std::string items(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    const std::size_t blank = std::min(line.find(' '), line.size());
    text += fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(line.substr(0, blank)),
                        roff(line.substr(std::min(blank + 1, line.size()))));
  }
  return text;
}

/// The section of the command's footer with that heading, as `make` writes it; else nothing.
template <class Make>
std::string part_of(const CommandDescription& command, const std::string& heading, Make&& make) {
  for (const HelpSection& section : sections_of(command.footer))
    if (section.heading == heading) return make(section.lines);
  return {};
}

std::string paragraph(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += roff(line) + "\n";
  return text;
}

/// As whatis(1) has meanings: "write result files". A name keeps its capitals.
std::string lower_first(std::string text) {
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a')
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

/// Of a command inside a command.
std::string inner_section(const CommandDescription& inner, const std::string& words) {
  return fmt::format(".SS {}\n{}.\n", roff(words), roff(inner.meaning)) + option_items(inner.positionals) +
         option_items(inner.options) + ".PP\n" + part_of(inner, "Examples", typed) +
         part_of(inner, "Exit codes", items);
}

constexpr const char* kOtherCodes =
    ".PP\nFrom 64 on as in sysexits.h: 64 the command line, 65 what a file holds, 66 no such file, 69 "
    "nothing "
    "to\nwork with, 73 the output can\\(aqt be made, 74 reading or writing failed. An error is one line.\n";
constexpr const char* kResultFiles =
    "Result files are HDF5; results/SCHEMA.md names each group, attribute and unit.\n";

}  // namespace

std::string manual_page(const CommandDescription& program, const std::string& version) {
  std::string text =
      title("GPUBENCH", version) +
      fmt::format(
          ".SH NAME\ngpubench \\- measure machines, prove what was timed, compare what was kept\n"
          ".SH SYNOPSIS\n.B gpubench\n.I COMMAND\n.RI [ OPTION ...]\n.SH DESCRIPTION\n{}\n.SH OPTIONS\n{}"
          ".SH COMMANDS\nEach has a page of its own: \\fBman gpubench \\fICOMMAND\\fR.\n",
          roff(program.meaning), option_items(program.options));
  for (const CommandDescription& command : program.commands)
    text += fmt::format(".TP\n\\fB{}\\-{}\\fR(1)\n{}.\n", roff(program.name), roff(command.name),
                        roff(command.meaning));
  return text + ".SH EXIT STATUS\n0 good; 1 regressed or wrong; 2 inconclusive; 3 incomparable.\n" +
         kOtherCodes + ".SH FILES\n" + kResultFiles;
}

std::string manual_page_of(const CommandDescription& program, const std::string& name,
                           const std::string& version) {
  const auto found = std::ranges::find(program.commands, name, &CommandDescription::name);
  if (found == program.commands.end()) throw std::invalid_argument("no page for " + name);
  const CommandDescription& command = *found;
  const std::string words = program.name + " " + name;
  std::string text = title(fmt::format("{}-{}", program.name, name), version) +
                     fmt::format(".SH NAME\n{}\\-{} \\- {}\n.SH SYNOPSIS\n{}", roff(program.name), roff(name),
                                 roff(lower_first(command.meaning)), usage(command, words));
  for (const CommandDescription& inner : command.commands)
    text += ".br\n" + usage(inner, words + " " + inner.name);
  text += fmt::format(".SH DESCRIPTION\n{}.\n", roff(command.meaning)) + part_of(command, "", paragraph) +
          ".SH OPTIONS\n" + option_items(command.positionals) + option_items(command.options);
  for (const CommandDescription& inner : command.commands)
    text += inner_section(inner, words + " " + inner.name);
  return text + ".SH EXAMPLES\n" + part_of(command, "Examples", typed) + ".SH EXIT STATUS\n" +
         part_of(command, "Exit codes", items) + kOtherCodes + ".SH FILES\n" + kResultFiles +
         part_of(command, "Files", items) + fmt::format(".SH SEE ALSO\n\\fB{}\\fR(1)\n", roff(program.name));
}

void write_manual_pages(const CommandDescription& program, const std::string& version,
                        const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw results::CreateError(fmt::format("{}: {}", folder.string(), failed.message()));
  results::write_text(folder / (program.name + ".1"), manual_page(program, version));
  for (const CommandDescription& command : program.commands)
    results::write_text(folder / fmt::format("{}-{}.1", program.name, command.name),
                        manual_page_of(program, command.name, version));
}

}  // namespace gpubench

#include "harness/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <stdexcept>

namespace gpubench {
namespace {

/// A word of the shell whatever is in it; bash, zsh and fish agree on this much.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? "'\\''" : std::string(1, c);
  return result + "'";
}

std::vector<std::string> values_of(const OptionDescription& option,
                                   const std::vector<std::string>& benchmarks) {
  return option.value == kBenchmarkValue ? benchmarks : option.choices;
}

/// What may stand where no value of an option is expected: options, inner commands, values of a positional.
std::vector<std::string> words_of(const CommandDescription& command,
                                  const std::vector<std::string>& benchmarks) {
  std::vector<std::string> words;
  for (const CommandDescription& inner : command.commands) words.push_back(inner.name);
  for (const OptionDescription& one : command.positionals)
    for (const std::string& value : values_of(one, benchmarks)) words.push_back(value);
  for (const OptionDescription& option : command.options)
    for (const std::string& name : option.names) words.push_back(name);
  return words;
}

/// Lines "command:--option) words='...' ;;", then "command:*)". Within a case an empty list means files.
std::string case_lines(const CommandDescription& command, const std::string& name,
                       const std::vector<std::string>& benchmarks) {
  std::string text;
  for (const OptionDescription& option : command.options) {
    if (option.value.empty()) continue;
    std::string patterns;
    for (const std::string& word : option.names)
      patterns += fmt::format("{}{}:{}", patterns.empty() ? "" : "|", name, word);
    text += fmt::format("    {}) words={} ;;\n", patterns,
                        quoted(fmt::format("{}", fmt::join(values_of(option, benchmarks), " "))));
  }
  return text + fmt::format("    {}:*) words={} ;;\n", name,
                            quoted(fmt::format("{}", fmt::join(words_of(command, benchmarks), " "))));
}

std::string all_case_lines(const CommandDescription& program, const std::vector<std::string>& benchmarks) {
  std::string text;
  for (const CommandDescription& command : program.commands) {
    for (const CommandDescription& inner : command.commands)
      text += case_lines(inner, command.name + "/" + inner.name, benchmarks);
    text += case_lines(command, command.name, benchmarks);
  }
  return text + case_lines(program, "", benchmarks);
}

/// "fingerprint fingerprint/diff": a second word may be a command too.
std::string inner_patterns(const CommandDescription& program) {
  std::string patterns;
  for (const CommandDescription& command : program.commands)
    for (const CommandDescription& inner : command.commands)
      patterns += fmt::format("{}{}:{}", patterns.empty() ? "" : "|", command.name, inner.name);
  return patterns.empty() ? ":none" : patterns;
}

/// bash: an empty reply leaves the word to readline's own completion of files.
std::string bash_script(const CommandDescription& program, const std::vector<std::string>& benchmarks) {
  return fmt::format(
      "# bash completion for gpubench, printed by `gpubench completion bash`\n"
      "_gpubench() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command= word "
      "words=\n"
      "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
      "    case $command:$word in\n"
      "    {}) command=$command/$word ;;\n"
      "    :[a-z]*) command=$word ;;\n"
      "    esac\n"
      "  done\n"
      "  case $command:$previous in\n{}  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "}}\n"
      "complete -o bashdefault -o default -F _gpubench gpubench\n",
      inner_patterns(program), all_case_lines(program, benchmarks));
}

std::string zsh_script(const CommandDescription& program, const std::vector<std::string>& benchmarks) {
  return fmt::format(
      "#compdef gpubench\n"
      "# zsh completion for gpubench, printed by `gpubench completion zsh`\n"
      "_gpubench() {{\n"
      "  local current=${{words[CURRENT]}} previous=${{words[CURRENT-1]}} command= word list=\n"
      "  for word in \"${{(@)words[2,CURRENT-1]}}\"; do\n"
      "    case $command:$word in\n"
      "    {}) command=$command/$word ;;\n"
      "    :[a-z]*) command=$word ;;\n"
      "    esac\n"
      "  done\n"
      "  _gpubench_words $command:$previous\n"
      "  [[ -n $REPLY ]] && compadd -- ${{=REPLY}}\n"
      "  [[ $current == -* ]] || _files\n"
      "}}\n"
      "_gpubench_words() {{\n"
      "  local words=\n"
      "  case $1 in\n{}  esac\n"
      "  REPLY=$words\n"
      "}}\n"
      "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _gpubench \"$@\"; elif (( $+functions[compdef] "
      ")); "
      "then compdef _gpubench gpubench; fi\n",
      inner_patterns(program), all_case_lines(program, benchmarks));
}

std::string fish_option(const OptionDescription& option, const std::string& condition,
                        const std::vector<std::string>& benchmarks) {
  std::string names;
  for (const std::string& name : option.names)
    names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  const std::vector<std::string> values = values_of(option, benchmarks);
  if (!values.empty()) names += " -x -a " + quoted(fmt::format("{}", fmt::join(values, " ")));
  if (values.empty() && !option.value.empty()) names += " -r";
  return fmt::format("complete -c gpubench{}{} -d {}\n", condition, names, quoted(option.meaning));
}

std::string fish_script(const CommandDescription& program, const std::vector<std::string>& benchmarks) {
  std::string text = "# fish completion for gpubench, printed by `gpubench completion fish`\n";
  for (const OptionDescription& option : program.options)
    text += fish_option(option, " -n __fish_use_subcommand", benchmarks);
  for (const CommandDescription& command : program.commands) {
    text += fmt::format("complete -c gpubench -n __fish_use_subcommand -f -a {} -d {}\n", command.name,
                        quoted(command.meaning));
    const std::string condition = fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name);
    std::vector<std::string> words;
    for (const CommandDescription& inner : command.commands) words.push_back(inner.name);
    for (const OptionDescription& one : command.positionals)
      for (const std::string& value : values_of(one, benchmarks)) words.push_back(value);
    if (!words.empty())
      text += fmt::format("complete -c gpubench{} -a {}\n", condition,
                          quoted(fmt::format("{}", fmt::join(words, " "))));
    for (const OptionDescription& option : command.options)
      text += fish_option(option, condition, benchmarks);
    for (const CommandDescription& inner : command.commands)
      for (const OptionDescription& option : inner.options)
        text +=
            fish_option(option, fmt::format(" -n '__fish_seen_subcommand_from {}'", inner.name), benchmarks);
  }
  return text;
}

}  // namespace

std::string completion_script(const std::string& shell, const CommandDescription& program,
                              const std::vector<std::string>& benchmarks) {
  if (shell == "bash") return bash_script(program, benchmarks);
  if (shell == "zsh") return zsh_script(program, benchmarks);
  if (shell == "fish") return fish_script(program, benchmarks);
  throw std::invalid_argument("no completion for " + shell);
}

}  // namespace gpubench

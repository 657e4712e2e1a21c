#include "harness/command_tree.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace gpubench {
namespace {

std::vector<std::string> parts_of(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// CLI11 writes what IsMember takes behind the type: "TEXT:{case,group,rank}"; ours are "quick|standard".
/// With digits they are examples: "30s|5m|1h".
void set_value(OptionDescription& option, const std::string& type) {
  const std::size_t open = type.find('{'), close = type.find('}');
  if (open != std::string::npos && close != std::string::npos) {
    option.choices = parts_of(type.substr(open + 1, close - open - 1), ',');
    option.value.clear();
    for (const std::string& choice : option.choices)
      option.value += (option.value.empty() ? "" : "|") + choice;
    return;
  }
  option.value = type.substr(0, type.find(':'));
  if (type.find('|') != std::string::npos && type.find_first_of("0123456789") == std::string::npos)
    option.choices = parts_of(type, '|');
}

OptionDescription describe_option(const CLI::Option& option) {
  OptionDescription one;
  for (const std::string& name : option.get_snames()) one.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) one.names.push_back("--" + name);
  if (option.get_positional()) one.names = {option.get_name(true)};
  one.meaning = option.get_description();
  one.required = option.get_required();
  if (option.get_items_expected_max() == 0) return one;  // a flag
  one.several = option.get_items_expected_max() > 1;
  set_value(one, option.get_type_name());
  if (one.value.empty()) one.value = "VALUE";
  return one;
}

}  // namespace

CommandDescription describe(const CLI::App& app) {
  CommandDescription one{app.get_name(), app.get_description(), app.get_footer(), {}, {}, {}};
  for (const CLI::Option* option : app.get_options())
    (option->get_positional() ? one.positionals : one.options).push_back(describe_option(*option));
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    if (!command->get_group().empty()) one.commands.push_back(describe(*command));
  return one;
}

}  // namespace gpubench

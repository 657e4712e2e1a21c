/// Manual: the pages for man(1), and one in Markdown, from what --help prints. Source: man(7), man-pages(7).
#pragma once
#include <filesystem>
#include <string>

#include "harness/command_description.hpp"

namespace gpubench {

/// gpubench(1) as roff: what commands there are.
std::string manual_page(const CommandDescription& program, const std::string& version);

/// gpubench-COMMAND(1): synopsis, options, examples, exit status, files. man finds it as `man gpubench
/// COMMAND`, too. Throws std::invalid_argument where the program has no such command.
std::string manual_page_of(const CommandDescription& program, const std::string& command,
                           const std::string& version);

/// Makes the folder where it is missing and writes gpubench.1 and gpubench-COMMAND.1 into it. Throws
/// results::CreateError, results::IoError.
void write_manual_pages(const CommandDescription& program, const std::string& version,
                        const std::filesystem::path& folder);

/// Every command, with its options, examples and exit codes, as a page of Markdown.
std::string manual_markdown(const CommandDescription& program);

}  // namespace gpubench

"""Faults of what a terminal shows of a result."""
from mutation import mutations_of

TERMINAL_MUTATIONS = [
    *mutations_of(
        "test_results", "results/course.cpp",
        # A single late sample takes the whole height.
        ("std::log(median(times.subspan(", "std::log(mean(times.subspan("),
        ("if (times.size() < 2) return {};", "if (times.size() < 4) return {};"),
        ("kCourseColumns = 8;", "kCourseColumns = 7;"),
        ("draw_course(std::span<const double> course) {\n  return sparkline(course, {}, kCourseColumns, kCourseRange);",
         "draw_course(std::span<const double> course) {\n  return sparkline(course, {}, kCourseColumns, 1e-9);"),
    ),
    *mutations_of(
        "test_results", "results/case_details.cpp",
        # The whole batch's time for an operation's.
        ("for (double& time : times) time = telling.value(time);", ""),
        # The mean of the ranks for what each measured.
        ("if (c.across_ranks == \"each\") {", "if (false) {"),
        ("if (const double sum = sum_of(found->second); sum > 0)", "if (const double sum = sum_of(found->second); sum > 1)"),
        ("text_of(telling.value(slowest.first), telling)", "text_of(slowest.first, telling)"),
        ("interquartile_mean(times), c.participants[i]", "interquartile_mean(times), static_cast<std::int32_t>(i)"),
        # A reading that is absent is a huge number.
        ("value == kAbsent ? 0.0 : static_cast<double>(value)", "static_cast<double>(value)"),
        ("format_time(1e-9 * sum)", "format_time(sum)"),
        ('if (c.across_ranks != "each" ||', "if (false ||"),
        ("display_width(line) + gap + display_width(phrase) <= width", "display_width(line) <= width"),
        ("sanitize(detail.phrases[i])", "detail.phrases[i]"),
        ("fmt::format(\"{} without a time\", dropped)", "fmt::format(\"{} without a time\", c.samples.columns)"),
    ),
    *mutations_of(
        "test_results", "results/prose.cpp",
        # Lines after the first stand out of the terminal.
        ("wrap(clean, width - indent)", "wrap(clean, width)"),
        ("margin = std::string(indent, ' ');", ""),
        ("if (width > indent) broken", "if (width > indent && indent > 0) broken"),
        ("labelled(std::string_view label, std::size_t columns, std::string_view text) const {\n  return fmt::format(\"{:{}}{}\", label, columns, lines(text, columns));",
         "labelled(std::string_view label, std::size_t columns, std::string_view text) const {\n  return fmt::format(\"{:{}}{}\", label, columns, lines(text));"),
    ),
    *mutations_of(
        "test_results", "results/telling.cpp",
        # What gpubench measured itself is told as a rate, too; an imported one as seconds of a GB.
        ("if (!is_imported(c) || !(amount_of(c) > 0))", "if (!(amount_of(c) > 0))"),
        ("if (!is_imported(c) || !(amount_of(c) > 0))", "if (true)"),
        ("c.work.operations > 0 ? c.work.operations : 1.0, 0, c.unit", "1.0, 0, c.unit"),
        ('(c.metric == "message_rate" ? 1.0 : 1e-9)', "1e-9"),
    ),
    *mutations_of(
        "test_results", "results/table.cpp",
        # A cell's further lines are lost.
        ("part < parts.size(); ++part)", "part < 1; ++part)"),
        ("if (parts.size() > kLinesMax) {", "if (false) {"),
        ("all[i] > 0 && fitted[i] == 0", "fitted[i] == 0"),
        ("lines_.push_back({{{text, style}}, true});", "lines_.push_back({{{text, style}}, false});"),
    ),
    *mutations_of(
        "test_results", "results/terminal_text.cpp",
        ("used > 0 && used + 1 + part_width > room", "used > 0 && used + part_width > room"),
        ("if (word[last - 1] == '_' ||", "if (false ||"),
        ("std::size_t word_width = display_width(word);", "std::size_t word_width = word.size();"),
    ),
    *mutations_of(
        "test_results", "results/show.cpp",
        ("options.verbose ? keep : CaseKeeper()", "!options.verbose ? keep : CaseKeeper()"),
        ("if (!options.verbose) continue;", "continue;"),
        ("details.find(row.id)", "details.begin()"),
    ),
]

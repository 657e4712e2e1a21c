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
        ("format_value(telling.value(seconds), telling.unit, 5)", "format_value(seconds, telling.unit, 5)"),
        # The mean of the ranks for what each measured.
        ("if (c.across_ranks == \"each\") {", "if (false) {"),
        ("if (const double sum = sum_of(found->second); sum > 0)", "if (const double sum = sum_of(found->second); sum > 1)"),
        ("telling.rate ? 1 - share : share", "share"),
        ("told_values(c, times).size() < std::max<std::size_t>(times.size(), 1)", "times.empty()"),
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
        ("begin, lines(text, begin)", "begin, lines(text)"),
        ("std::max(columns, display_width(label) + 1)", "columns"),
    ),
    *mutations_of(
        "test_results", "results/telling.cpp",
        # What gpubench measured itself is told as a rate, too; an imported one as seconds of a GB.
        ("if (!is_imported(c)) return", "if (false) return"),
        ("if (!is_imported(c)) return", "if (true) return"),
        ("c.work.operations > 0 ? c.work.operations : 1.0", "1.0"),
        ("return c.work.flop / kGiga;", "return c.work.flop;"),
        ('return !telling.rate || c.verification.correctness != "wrong";', 'return telling.rate || c.verification.correctness != "wrong";'),
        ("return std::isfinite(value) && value > 0;", "return value > 0;"),
        ("return std::isfinite(value) && value > 0;", "return std::isfinite(value);"),
    ),
    *mutations_of(
        "test_results", "results/comparison/distribution.cpp",
        ("telling_of(c).unit == row.unit", "true"),
        ("rates ? 1 - kMostDrawn : 0", "0"),
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

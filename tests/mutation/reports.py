"""Faults of the page: what a reader would see wrong, or not see."""
from mutation import mutations_of

REPORT_MUTATIONS = [
    *mutations_of(
        "test_results", "results/report/ranks_figure.cpp",
        # A block shows its fastest rank.
        ("place->second = fresh ? effect : std::max(place->second, effect);",
         "place->second = fresh ? effect : std::min(place->second, effect);"),
        # Cells of the table stand a column off.
        ("cells[5 + column] =", "cells[4 + column] ="),
        # Of two sides the baseline's ranks are drawn.
        ("if (report.comparison && series + 1 < report.series.size()) continue;",
         "if (report.comparison && series + 1 == report.series.size()) continue;"),
        # Ranks of all sites are mixed in each site's map.
        ("if (report.launches[launch.launch].series != series) continue;", "if (series > report.series.size()) continue;"),
    ),
    *mutations_of(
        "test_results", "results/report/report.cpp",
        # What is expected is excused for ever.
        ("known, sources.today);", 'known, "");'),
        # A policy is read and not applied.
        ("  report.comparison = std::move(result.comparison);", "  report.comparison = compare(baseline, candidate);"),
        # A ledger too.
        ("compare(baseline, candidate, {{}, known, {}, {}})", "compare(baseline, candidate)"),
        # The baseline is the candidate.
        ("compare_sides(report, sources, sides->first, sides->second);",
         "compare_sides(report, sources, sides->second, sides->first);"),
        # Two sites in three files are no sides.
        ("if (sites.size() == 2 && !sites", "if (sites.size() == 3 && !sites"),
    ),
    *mutations_of(
        "test_results", "results/report/report_cases.cpp",
        # Latencies are shown an application, not an operation.
        ("thinned(told_values(c, times), points)", "thinned(times, points)"),
        # The thinned distribution has no slow half.
        ("* static_cast<double>(values.size() - 1);", "* static_cast<double>(values.size() / 2);"),
        # A high score is a slow rank.
        ('c.better == "higher" ? -1 : 1', 'c.better == "higher" ? 1 : 1'),
    ),
    *mutations_of(
        "test_results", "results/report/case_lines.cpp",
        # The best of a case's launches is its verdict.
        ("is_worse(row.verdict, known->verdict)", "is_worse(known->verdict, row.verdict)"),
        # Why a case failed is not said.
        ("    lines.back().cells.back().text = row->reason;\n", ""),
    ),
    *mutations_of(
        "test_results", "results/report/page.cpp",
        # A page grows without bound.
        ("if (page.size() < bytes_max || room == room.less()) return page;", "if (page.size() > bytes_max || room == room.less()) return page;"),
        # The policy lets pages ask a network.
        ("\"default-src 'none'; base-uri 'none'; form-action 'none'; style-src \"", '"default-src *; style-src "'),
        # The bundle's code is not allowed to run.
        ("if (!bundle.code.empty()) scripts.push_back(bundle.code);", "if (bundle.code.empty()) scripts.push_back(bundle.code);"),
    ),
    *mutations_of(
        "test_results", "results/report/html.cpp",
        # Markup of a file is markup of the page.
        ('safe += "&lt;";', 'safe += "<";'),
        # An attribute's value ends where a file says so.
        ('safe += "&quot;";', "safe += '\"';"),
        # Data end their script.
        ('text_ += "\\\\u003c";', "text_ += '<';"),
        # Code that ends its element in capitals passes.
        ("(a >= 'A' && a <= 'Z' ? a + 32 : a) == b", "a == b"),
    ),
    *mutations_of(
        "test_results", "results/report/bundle.cpp",
        # A bundle that would end its script is in the page.
        ('    Html().code("script", bundle.code);\n', ""),
    ),
    *mutations_of(
        "test_results", "results/report/verdict_section.cpp",
        # A page of a gate that failed is not red.
        ("report.judgement ? report.judgement->code : exit_code(*report.comparison)", "exit_code(*report.comparison)"),
        # Where nothing was checked all is right.
        ("      : counts.right == 0\n", "      : false\n"),
    ),
    *mutations_of(
        "test_results", "results/report/components_figure.cpp",
        # Builds pass for launches.
        ("report.kind == ReportKind::sides", "report.kind == ReportKind::launch"),
    ),
    *mutations_of(
        "test_results", "results/report/losses_figure.cpp",
        # The step at which a run parts is between those that are drawn.
        ("std::set<std::size_t> steps = partings;", "std::set<std::size_t> steps = partings;\n  steps.clear();"),
    ),
    *mutations_of(
        "test_results", "results/report/hierarchy_figure.cpp",
        # A bandwidth's knee is where it rises.
        ("latency ? point.figure : 1 / point.figure", "latency ? 1 / point.figure : point.figure"),
    ),
    *mutations_of(
        "test_results", "results/report/telemetry_figure.cpp",
        # The highest clock is told as what costs time.
        ("return falls ? -r.low : r.high;", "return r.high;"),
    ),
    *mutations_of(
        "test_results", "results/report/distribution_figure.cpp",
        # Of many launches one side's are drawn.
        ("measured[i * measured.size() / count]", "measured[i]"),
    ),
]

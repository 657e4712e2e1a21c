/// Figures: what a report's page can draw, one file each. None of a kind: the data hold nothing for it.
#pragma once
#include <vector>

#include "results/report/figure.hpp"
#include "results/report/page_room.hpp"
#include "results/report/report.hpp"

namespace gpubench::results {

/// Effects of two sides with their intervals, the largest first.
std::vector<Figure> draw_changes(const Report& report);
/// Shares of the ceiling by group.
std::vector<Figure> draw_shares(const Report& report);
/// Performance over arithmetic intensity, below the ceilings that the same launches measured.
std::vector<Figure> draw_roofline(const Report& report);
/// Bandwidth and latency over the working set, with knees.
std::vector<Figure> draw_hierarchy(const Report& report);
/// Time over the message's size, sites or sides overlaid.
std::vector<Figure> draw_messages(const Report& report);
/// Cases x ranks: how far each lies from the others of its launch.
std::vector<Figure> draw_ranks(const Report& report);
/// How devices reach each other, and how fast.
std::vector<Figure> draw_topology(const Report& report);
/// Clocks, power, temperature and steal over a launch's time, with the case that ran.
std::vector<Figure> draw_telemetry(const Report& report);
/// Loss by step, with the step at which runs part.
std::vector<Figure> draw_losses(const Report& report);
/// How far outputs stay the same.
std::vector<Figure> draw_ladder(const Report& report);
/// What the spread of a case's times comes from.
std::vector<Figure> draw_components(const Report& report);
/// Every case's time at every site beside all sites' mean.
std::vector<Figure> draw_sites(const Report& report);
/// Bland and Altman's plot of two sites.
std::vector<Figure> draw_agreement(const Report& report);
/// A case's samples launch by launch: a strip, and the share of samples that took no longer.
std::vector<Figure> draw_distribution(const Report& report, const ReportCase& one, const PageRoom& room = {});

}  // namespace gpubench::results

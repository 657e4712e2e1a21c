/// Course: how a case's samples went from the first to the last, small enough to be drawn in a line.
#pragma once
#include <span>
#include <string>
#include <vector>

namespace gpubench::results {

/// ln of the median time of each stretch of samples, in the order measured; at most eight stretches of like
/// length. From 24 samples on a single late one does not hide how the others went.
/// Times > 0; empty where there are fewer than two.
std::vector<double> course_of(std::span<const double> times);

/// Of course_of(): higher is slower; 5 % take the full height, or what they differ by where that is more.
std::string draw_course(std::span<const double> course);

}  // namespace gpubench::results

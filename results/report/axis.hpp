/// Axis: sizes among a case's axes, as numbers; and what is left of a case without one.
#pragma once
#include <optional>
#include <string>

#include "results/report/report.hpp"

namespace gpubench::results {

/// "96KiB" is 98304; nothing where the text is no size.
std::optional<double> bytes_of(const std::string& text);
/// "96 KiB", three digits.
std::string format_bytes(double bytes);

/// The value of the case's axis of this name, as bytes.
std::optional<double> size_of(const ReportCase& one, const std::string& axis);
/// Name and axes but that one: what a curve over it is called.
std::string label_without(const ReportCase& one, const std::string& axis);

}  // namespace gpubench::results

"""The Grafana dashboard asks for what export writes, and for labels that it has."""

import json
import re
import unittest

from exported import ROOT, ExportTest

DASHBOARD = ROOT / "results" / "export" / "grafana-dashboard.json"


def strings_of(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from strings_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)
    elif isinstance(value, str):
        yield value


class Dashboard(ExportTest):
    def setUp(self):
        super().setUp()
        self.write("a.h5", "ranks=2")
        self.gauges = self.export("a.h5", "--format", "openmetrics")
        self.strings = list(strings_of(json.loads(DASHBOARD.read_text())))

    def test_every_metric_it_names_is_written(self):
        named = {name for text in self.strings for name in re.findall(r"gpubench_\w+", text)}
        written = set(re.findall(r"(?m)^# TYPE (\w+) gauge$", self.gauges))
        self.assertGreaterEqual(len(named), 10)
        self.assertEqual(named - written, set())

    def test_every_label_it_names_is_written(self):
        named = {name for text in self.strings for name in re.findall(r"\{\{(\w+)\}\}", text)}
        for text in self.strings:
            for labels in re.findall(r"gpubench_\w+\{([^}]*)\}", text):
                named.update(re.findall(r"(\w+)=~?\"", labels))
        written = set(re.findall(r"[{,](\w+)=\"", self.gauges)) | {"digest"}  # of the image, which the synthetic launch lacks
        self.assertEqual(named - written, set())

    def test_panels_have_numbers_and_places_of_their_own(self):
        panels = json.loads(DASHBOARD.read_text())["panels"]
        self.assertEqual(len({panel["id"] for panel in panels}), len(panels))
        cells = [(x, y) for panel in panels for place in [panel["gridPos"]]
                 for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])]
        self.assertEqual(len(set(cells)), len(cells), "panels lie on each other")
        self.assertLess(max(x for x, _ in cells), 24)


if __name__ == "__main__":
    unittest.main()

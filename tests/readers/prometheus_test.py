"""The gauges, read by promtool, by a real Prometheus, and by one behind a real node exporter's textfile collector."""

import http.server
import json
import socket
import subprocess
import threading
import time
import unittest
import urllib.parse
import urllib.request

from exported import ROOT, ExportTest, require_programs

require_programs("promtool", "prometheus", "prometheus-node-exporter")

OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


# A proxy that the environment names is not for this machine's own servers.
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def get(url):
    with DIRECTLY.open(url, timeout=5) as answer:
        return answer.read().decode()


class Prometheus(ExportTest):
    def setUp(self):
        super().setUp()
        self.write("a.h5", "cases=3", "ranks=2")
        (self.folder / "collector").mkdir()
        self.gauges = self.folder / "collector" / "gpubench.prom"
        self.export("a.h5", "--format", "openmetrics", "-o", self.gauges)

    def start(self, *words):
        """A server of this test's own, ended with it."""
        log = open(self.folder / "server.log", "ab")
        self.addCleanup(log.close)
        server = subprocess.Popen(words, stdout=log, stderr=log, cwd=self.folder)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)

    def wait_for(self, what, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if answer := what():
                    return answer
            except (OSError, ValueError):
                pass
            time.sleep(0.2)
        self.fail(f"nothing within {seconds} s: " + (self.folder / "server.log").read_text(errors="replace")[-2000:])

    def serve_openmetrics(self):
        text = self.gauges.read_bytes()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", OPENMETRICS)
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server.server_port

    def start_prometheus(self, target):
        port = free_port()
        (self.folder / "prometheus.yml").write_text(
            f"global: {{scrape_interval: 1s}}\nscrape_configs: [{{job_name: gpubench, static_configs: "
            f"[{{targets: ['127.0.0.1:{target}']}}]}}]\n")
        self.start("prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=tsdb", f"--web.listen-address=127.0.0.1:{port}")
        return port

    def query(self, port, expression):
        answer = json.loads(get(f"http://127.0.0.1:{port}/api/v1/query?query={urllib.parse.quote(expression)}"))
        self.assertEqual(answer["status"], "success", answer)
        return answer["data"]["result"]

    def test_promtool_finds_nothing_to_say(self):
        done = subprocess.run(["promtool", "check", "metrics"], input=self.gauges.read_text(), capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        broken = self.gauges.read_text() + 'gpubench_case_wrong{site="} 1\n'
        done = subprocess.run(["promtool", "check", "metrics"], input=broken, capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0, "promtool takes anything")

    def test_prometheus_scrapes_it_as_openmetrics(self):
        port = self.start_prometheus(self.serve_openmetrics())
        series = self.wait_for(lambda: self.query(port, "gpubench_case_time_seconds"))
        self.assertEqual({one["metric"]["benchmark"] for one in series}, {"memory/case0", "memory/case1", "memory/case2"})
        for one in series:
            self.assertAlmostEqual(float(one["value"][1]), 1e-3, delta=1e-4)
        (target,) = json.loads(get(f"http://127.0.0.1:{port}/api/v1/targets"))["data"]["activeTargets"]
        self.assertEqual((target["health"], target["lastError"]), ("up", ""))
        metadata = json.loads(get(f"http://127.0.0.1:{port}/api/v1/metadata?metric=gpubench_case_time_seconds"))["data"]
        (told,) = metadata["gpubench_case_time_seconds"]
        self.assertEqual((told["type"], told["unit"]), ("gauge", "seconds"))
        for expression in self.expressions_of_the_dashboard():
            self.query(port, expression)  # Prometheus parses what the dashboard asks

    def expressions_of_the_dashboard(self):
        dashboard = json.loads((ROOT / "results" / "export" / "grafana-dashboard.json").read_text())
        found = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]
        found += [one["expr"] for one in dashboard["annotations"]["list"]]
        self.assertGreater(len(found), 5)
        return [one.replace("$site", ".*").replace("$group", ".*") for one in found]

    def test_a_node_exporters_textfile_collector_serves_it(self):
        port = free_port()
        self.start("prometheus-node-exporter", f"--web.listen-address=127.0.0.1:{port}", "--collector.disable-defaults",
                   "--collector.textfile", f"--collector.textfile.directory={self.folder / 'collector'}")
        text = self.wait_for(lambda: get(f"http://127.0.0.1:{port}/metrics"))
        self.assertIn("node_textfile_scrape_error 0", text)
        self.assertIn('gpubench_case_time_seconds{', text)
        self.export("a.h5", "--format", "openmetrics", "--force", "-o", self.gauges)  # replaced while it is served
        self.assertIn("node_textfile_scrape_error 0", get(f"http://127.0.0.1:{port}/metrics"))
        prometheus = self.start_prometheus(port)
        self.assertEqual(len(self.wait_for(lambda: self.query(prometheus, "gpubench_case_time_seconds"))), 3)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""launch_test.py ROOT: what starts an image asks each engine for what it should, and the recipes say what their readers need."""
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.abspath(sys.argv.pop(1))
LAUNCH = os.path.join(ROOT, "scripts", "launch")


class LaunchTest(unittest.TestCase):
    """With engines of its own, that print what they are asked for."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = os.path.realpath(folder.name)
        for engine in ("podman", "docker", "apptainer"):
            path = os.path.join(self.folder, engine)
            with open(path, "w", encoding="utf-8") as file:
                file.write("#!/bin/sh\n[ \"$1\" = info ] && { echo 'Runtimes: nvidia runc'; exit; }\nprintf '%s\\n' \"$0\" \"$@\"\n")
            os.chmod(path, 0o755)

    def launch(self, script, *words, expect=0):
        done = subprocess.run([os.path.join(LAUNCH, script), *words], capture_output=True, text=True, check=False, cwd=self.folder,
                              env={"PATH": self.folder + ":/usr/bin:/bin"})
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout.splitlines()

    def test_the_command_comes_last_word_by_word(self):
        command = ["an/image:1", "mpirun", "-n", "8", "sh", "-c", "echo 'two words'"]
        for engine in ("podman", "docker"):
            self.assertEqual(self.launch(engine, *command)[-len(command):], command)
        self.assertEqual(self.launch("apptainer", *command)[-len(command):], command)

    def test_a_launch_of_a_study_reaches_the_program(self):
        asked = self.launch("podman", "image", "gpubench", "all")
        for variable in ("OUTPUT", "PAIR", "POSITION", "ALLOCATION", "SEED", "CASES", "BATCHES"):
            self.assertIn(f"--env=GPUBENCH_{variable}", asked)
        self.assertIn(f"--volume={self.folder}:{self.folder}", asked)
        self.assertIn(f"--workdir={self.folder}", asked)

    def test_there_is_no_network_unless_asked_for(self):
        self.assertIn("--network=none", self.launch("podman", "image", "true"))
        asked = self.launch("podman", "--network=host", "--cpus=2", "image", "true")
        self.assertNotIn("--network=none", asked)
        self.assertEqual(asked[-4:], ["--network=host", "--cpus=2", "image", "true"])

    def test_gpus_are_asked_for_in_the_engines_words(self):
        self.assertIn("--gpus=all", self.launch("docker", "image", "true"))
        self.assertNotIn("--gpus=all", self.launch("podman", "image", "true"))

    def test_what_no_engine_should_get_is_refused(self):
        for words in ([], ["image"], ["--cpus", "2", "image", "true"], ["--volume=/:/host;rm", "image", "true"]):
            self.launch("podman", *words, expect=64)

    def test_the_mpijob_has_what_the_operator_reads(self):
        try:
            import yaml
        except ImportError:
            self.skipTest("no python3-yaml here")
        with open(os.path.join(LAUNCH, "kubernetes.yaml"), encoding="utf-8") as file:
            job = yaml.safe_load(file)
        self.assertEqual((job["apiVersion"], job["kind"]), ("kubeflow.org/v2beta1", "MPIJob"))
        replicas = job["spec"]["mpiReplicaSpecs"]
        self.assertEqual(sorted(replicas), ["Launcher", "Worker"])
        ranks = job["spec"]["slotsPerWorker"] * replicas["Worker"]["replicas"]
        launcher = replicas["Launcher"]["template"]["spec"]["containers"][0]
        self.assertEqual(launcher["command"][launcher["command"].index("-n") + 1], str(ranks))
        for kind in replicas.values():
            pod = kind["template"]["spec"]
            volumes = {volume["name"] for volume in pod["volumes"]}
            for container in pod["containers"]:
                self.assertEqual(container["resources"]["requests"], container["resources"]["limits"])  # class Guaranteed
                self.assertRegex(container["image"], r"@sha256:[0-9a-f]{64}$")
                self.assertLessEqual({mount["name"] for mount in container["volumeMounts"]}, volumes)

    def test_the_nightly_recipe_calls_what_is_there(self):
        with open(os.path.join(ROOT, "scripts", "image", "github-actions.yml"), encoding="utf-8") as file:
            words = file.read().replace('"', " ").split()
        called = {word.rstrip(";,") for word in words if word.startswith("scripts/")}
        self.assertGreater(len(called), 4)
        for script in called:
            self.assertTrue(os.path.exists(os.path.join(ROOT, script)), script)


if __name__ == "__main__":
    unittest.main()

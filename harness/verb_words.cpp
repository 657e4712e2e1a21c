#include "harness/verb_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>

namespace gpubench {
namespace {

constexpr const char* kMeasured =
    "0 every case that could be measured is right\n"
    "1 an output is wrong, or a case failed\n"
    "69 nothing could be measured; why is in the file\n"
    "75 a rank or device did not come within --timeout\n"
    "78 ranks run other images, builds or libraries\n"
    "130 ended by SIGINT; 143 by SIGTERM: what was finished is in the file";
constexpr const char* kMeasuredFiles =
    "FILE.h5 the result, results/SCHEMA.md says what is in it\n"
    "FILE.h5.journal while the run lasts, and after one that died: see `gpubench recover`";
constexpr const char* kJudged =
    "0 nothing got worse\n"
    "1 a case is slower, wrong, failed or gone\n"
    "2 undecided\n"
    "3 not comparable";
constexpr const char* kWritten = "0 written";

constexpr std::array kVerbs = std::to_array<VerbWords>(
    {{"all", "Measure every benchmark of a profile",
      "Every rank of the job takes part. Each case is verified, kept in the journal, and then shown.",
      "mpirun -n 8 gpubench all --profile quick", kMeasured, kMeasuredFiles},
     {"run", "Measure the benchmarks that are named",
      "Names, their last parts or globs choose; --set takes other points of their axes than the profile's.",
      "mpirun -n 8 gpubench run 'memory/*' gemm --set type=f64 --output today.h5", kMeasured, kMeasuredFiles},
     {"list", "Name every benchmark, and say which can't run here and why", "", "gpubench list", "0 listed",
      "MODULE.cases.json beside each module: what it measures where it can't be loaded"},
     {"fingerprint", "Print the facts a run would keep of this environment, or say in what two differ",
      "Under mpirun all ranks tell. Names of host and user are left out unless --identify is given.",
      "gpubench fingerprint --json > monday.json\nmpirun -n 8 gpubench fingerprint\n"
      "gpubench fingerprint diff monday.json live",
      "0 printed, or equal\n1 the two differ", ""},
     {"doctor", "Say what speaks against measuring here, and what mends it",
      "Each finding comes with its evidence and a command; harness/DOCTOR.md lists the checks.",
      "gpubench doctor --all", "0 nothing\n1 a finding would make figures wrong\n2 there are warnings", ""},
     {"topo", "Show this host's processors, memory and devices, and how devices reach each other",
      "Or those of another machine, from what its own tools wrote.",
      "gpubench topo\nmpirun -n 4 gpubench topo --measure",
      "0 shown\n1 data between two ranks did not arrive as sent", ""},
     {"show", "Print what a result file or a dead run's journal says",
      "A row a case, with its rate, its check and what disturbed it. Its samples are drawn from the first to "
      "the last: higher is slower, the full height is 5 % or what they differ by where that is more.",
      "gpubench show today.h5\ngpubench show today.h5 --verbose", "0 printed", ""},
     {"recover", "Turn a dead run's journal into a result file marked incomplete",
      "A rank that the launcher has only just killed is waited for, some seconds; the journal of a run that "
      "goes on is refused.",
      "gpubench recover FILE.h5.journal",
      "0 written\n65 no journal, nothing whole in it, or a run still writes it", "JOURNAL stays where it is"},
     {"verify", "Recompute every hash of result files",
      "With --image also: was it measured in the image of that lock?", "gpubench verify today.h5",
      "0 the content is what was written\n1 it is not, or of another image", ""},
     {"compare", "Say what changed between two sets of launches, and how sure that is",
      "A launch counts once, however many samples it has: a verdict takes 3 pairs that ran in turn, or 5 "
      "launches a side. results/STATISTICS.md says what each verdict means.",
      "gpubench compare OLD/ NEW/\ngpubench compare old/ new/ --only changed --markdown\n"
      "gpubench compare today.h5 --reference NAME\n"
      "gpubench compare --baseline a*.h5 --candidate b*.h5",
      kJudged, "share/gpubench/reference references that a name finds, and those in $GPUBENCH_REFERENCES"},
     {"gate", "Say by exit code whether a candidate may replace the baseline",
      "Judges as compare does, under a policy; results/STATISTICS.md has an example of one.",
      "gpubench gate --baseline old/ --candidate new/ --policy gate.toml --junit gate.xml", kJudged,
      "gate.toml the policy"},
     {"repeat", "Start fresh launches of a command and keep them as one study",
      "Interrupted, the same line goes on. Each launch learns by GPUBENCH_OUTPUT where its file is to be.",
      "gpubench repeat --launches 10 -o site.h5 -- mpirun -n 8 gpubench all",
      "0 written\n69 a launch left no result\n130 ended by SIGINT; 143 by SIGTERM",
      "FILE.launches/ the launches until all are there"},
     {"duet", "Launch two commands in turn until each case is decided",
      "Pairs share the hour and the machine, so that a mood of it is no change of what runs on it.",
      "gpubench duet --a 'COMMAND' --b 'COMMAND' -o duet.h5\n"
      "gpubench duet --a 'COMMAND' --b 'COMMAND' --ledger ledger.h5 -o decided.h5",
      kJudged, "FILE.launches/ the launches until all are there\nledger.h5 what `gpubench calibrate` wrote"},
     {"calibrate", "Launch one command against itself: how small a change shows on this machine",
      "What it writes is the ledger of compare, gate and duet.",
      "gpubench calibrate -o ledger.h5 -- mpirun -n 8 gpubench all", kWritten,
      "FILE.launches/ the launches until all are there"},
     {"merge", "Join files of several launches or sites into one study, losing nothing", "",
      "gpubench merge old/*.h5 new/*.h5 -o study.h5", kWritten, ""},
     {"import",
      "Make a result file of what others measured: gpubench-samples/1 or Google Benchmark JSON, output of "
      "nccl-tests or of the OSU benchmarks",
      "What a source does not tell is missing in the file.", "gpubench import run1.json run2.json -o old.h5",
      kWritten, ""},
     {"export", "Write result files in a form that other programs read",
      "A folder stands for its *.h5. results/EXPORT.md describes each format.",
      "gpubench export today.h5 --format csv --samples -o today.csv\n"
      "gpubench export today.h5 --format openmetrics --force -o gpubench.prom",
      kWritten,
      "share/gpubench/grafana-dashboard.json a dashboard of the metrics\n"
      "share/gpubench/read_results.py opens a result file in Python"},
     {"trend", "Show the history of an image or a machine, and where it changed",
      "A launch is a point. A change needs 3 launches on each side; a mood of the machine can look like one.",
      "gpubench trend RESULTS/ --case 'memory/*'\ngpubench trend RESULTS/ --case 'memory/*' --launches",
      "0 shown: a history says what was, not what may pass", ""},
     {"repro", "Say how well a study's times repeat and whether its outputs stay the same", "",
      "gpubench repro LAB1/ LAB2/ LAB3/\ngpubench repro LAB1/ LAB2/ LAB3/ --json\n"
      "gpubench repro --loss curves.csv",
      "0 shown\n1 an output is wrong, or not what its library promises",
      "curves.csv a column a training run, or JSON gpubench-loss/1"},
     {"report", "Make one page of result files, to be opened in a browser",
      "It holds all it needs: it can be sent and read without a network.",
      "gpubench report today.h5 -o today.html\ngpubench report old/ new/ --policy gate.toml -o change.html\n"
      "gpubench report LAB1/ LAB2/ LAB3/ -o study.html",
      kWritten, ""},
     {"completion", "Print what makes a shell complete gpubench's words", "",
      "eval \"$(gpubench completion bash)\"", "0 printed",
      "share/bash-completion/completions/gpubench where an installation has that of bash"},
     {"manual", "Print the manual page of a command, or of the program",
      "Installed, `man gpubench` and `man gpubench COMMAND` find them. Elsewhere: `gpubench manual trend | "
      "man -l -`",
      "gpubench manual trend\ngpubench manual --all man1", "0 printed or written",
      "share/man/man1/gpubench-COMMAND.1"}});

std::string section(std::string_view heading, const char* lines) {
  std::string text;
  std::istringstream stream(lines);
  for (std::string line; std::getline(stream, line);) text += fmt::format("\n  {}", line);
  return text.empty() ? text : fmt::format("\n{}:{}", heading, text);
}

}  // namespace

std::span<const VerbWords> verb_words() {
  return kVerbs;
}

const VerbWords& words_of_verb(std::string_view name) {
  const auto found =
      std::ranges::find(kVerbs, name, [](const VerbWords& one) { return std::string_view(one.name); });
  if (found == kVerbs.end()) throw std::invalid_argument(fmt::format("no words for command {}", name));
  return *found;
}

std::string footer_of(const VerbWords& words) {
  const std::string text = words.about + section("Examples", words.examples) +
                           section("Exit codes", words.exits) + section("Files", words.files);
  return text.starts_with("\n") ? text.substr(1) : text;
}

}  // namespace gpubench

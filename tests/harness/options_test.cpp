#include <gmock/gmock.h>

#include <map>
#include <sstream>

#include "harness/cli.hpp"
#include "harness/values.hpp"
#include "results/error.hpp"

namespace gpubench {
namespace {

using results::UsageError;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::ThrowsMessage;

Command parse(const std::vector<std::string>& arguments,
              const std::map<std::string, std::string>& variables = {}) {
  return parse_command_line(arguments, [&](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

RunOptions run_options(const std::vector<std::string>& arguments,
                       const std::map<std::string, std::string>& variables = {}) {
  return std::get<RunCommand>(parse(arguments, variables)).options;
}

/// The refusal, which must be one line.
std::string refusal(const std::vector<std::string>& arguments) {
  try {
    parse(arguments);
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
    return error.what();
  }
  return "accepted";
}

TEST(Options, AllAloneIsTheStandardProfileOfEverything) {
  const RunOptions options = run_options({"all"});
  EXPECT_EQ(options.profile, Profile::standard);
  EXPECT_TRUE(options.selectors.empty());
  EXPECT_FALSE(options.seed || options.time || options.force || options.list_only || options.dry_run);
  EXPECT_EQ(options.pair, -1);
  EXPECT_EQ(options.command_line, "gpubench all");
}

TEST(Options, EveryOptionArrives) {
  const RunOptions options = run_options({"run",          "memory/*",
                                          "gemm",         "--profile",
                                          "quick",        "--backend",
                                          "host",         "--set",
                                          "type=f64,f32", "--set=size=1MiB",
                                          "--seed",       "18446744073709551615",
                                          "--time",       "5m",
                                          "--output",     "a.h5",
                                          "--force",      "--exclusive",
                                          "--site",       "here",
                                          "--progress",   "lines",
                                          "--json",       "--quiet",
                                          "--list",       "--dry-run",
                                          "--allow-mixed"});
  EXPECT_THAT(options.selectors, ElementsAre("memory/*", "gemm"));
  EXPECT_EQ(options.profile, Profile::quick);
  EXPECT_THAT(options.backends, ElementsAre("host"));
  ASSERT_EQ(options.settings.size(), 2u);
  EXPECT_EQ(options.settings[0].axis, "type");
  EXPECT_THAT(options.settings[0].values, ElementsAre("f64", "f32"));
  EXPECT_EQ(options.settings[1].axis, "size");
  EXPECT_EQ(options.seed, UINT64_MAX);
  EXPECT_EQ(options.time, Seconds(300));
  EXPECT_EQ(options.output, "a.h5");
  EXPECT_EQ(options.site, "here");
  EXPECT_EQ(options.progress, "lines");
  EXPECT_TRUE(options.force && options.exclusive && options.json && options.quiet);
  EXPECT_TRUE(options.list_only && options.dry_run && options.allow_mixed);
  EXPECT_FALSE(run_options({"all"}).allow_mixed);
}

TEST(Options, QuietAndVerboseHaveAShortFormAndAreNotBoth) {
  EXPECT_TRUE(run_options({"all", "-q"}).quiet);
  EXPECT_TRUE(run_options({"all", "-v"}).verbose);
  EXPECT_FALSE(run_options({"all"}).verbose);
  EXPECT_THROW(run_options({"all", "-v", "-q"}), UsageError);
  for (const char* other : {"--json", "--list"})
    EXPECT_THROW(run_options({"all", "--verbose", other}), UsageError) << other;
}

TEST(Options, AnOptionTakesNoSelector) {
  EXPECT_THAT(run_options({"run", "--set", "type=f64", "gemm", "--backend", "host", "triad"}).selectors,
              ElementsAre("gemm", "triad"));
}

TEST(Options, ADuetComesFromTheEnvironment) {
  const RunOptions options = run_options({"all"}, {{"GPUBENCH_PAIR", "7"}, {"GPUBENCH_POSITION", "B"}});
  EXPECT_EQ(options.pair, 7);
  EXPECT_EQ(options.position, "B");
  EXPECT_THROW(run_options({"all"}, {{"GPUBENCH_PAIR", "seven"}}), UsageError);
}

TEST(Options, BatchesComeFromTheEnvironment) {
  const auto read = [](const std::string& text) {
    return run_options({"all"}, {{"GPUBENCH_BATCHES", text}}).batches;
  };
  EXPECT_THAT(read("512 host memory/triad type:f64 size:1MiB\n1 host launch/empty\n"),
              ElementsAre(Pair("host launch/empty", 1), Pair("host memory/triad type:f64 size:1MiB", 512)));
  for (const char* wrong : {"many host memory/triad", "0 host memory/triad", "-1 host memory/triad", " host"})
    EXPECT_THROW(read(wrong), UsageError) << wrong;
}

TEST(Options, WrongWordsAreAnsweredWithTheNearest) {
  EXPECT_THAT(refusal({"shwo", "a.h5"}),
              AllOf(HasSubstr("unknown command 'shwo'"), HasSubstr("did you mean show?")));
  EXPECT_THAT(refusal({"frobnicate"}), AllOf(HasSubstr("frobnicate"), HasSubstr("known are all, run"),
                                             Not(HasSubstr("first-result"))));
  EXPECT_THAT(refusal({"man", "show"}), HasSubstr("unknown command 'man'"));
  EXPECT_THAT(refusal({"all", "--profil", "quick"}),
              AllOf(HasSubstr("--profil:"), HasSubstr("did you mean --profile?")));
  EXPECT_THAT(refusal({"all", "--profile", "quik"}),
              AllOf(HasSubstr("quik"), HasSubstr("did you mean quick?")));
  EXPECT_THAT(refusal({"all", "--progress", "fast"}), AllOf(HasSubstr("fast"), HasSubstr("lines")));
  EXPECT_THAT(refusal({"--jsno"}), HasSubstr("--jsno"));
}

TEST(Options, MissingAndSurplusArgumentsAreNamed) {
  EXPECT_THAT(refusal({"run"}), AllOf(HasSubstr("gpubench run"), HasSubstr("SELECTOR")));
  EXPECT_THAT(refusal({"all", "memory/triad"}), AllOf(HasSubstr("gpubench all"), HasSubstr("memory/triad")));
  EXPECT_THAT(refusal({"show"}), HasSubstr("FILE"));
  EXPECT_THAT(refusal({"show", "a.h5", "b.h5"}), HasSubstr("b.h5"));
  EXPECT_THAT(refusal({"all", "--seed"}), HasSubstr("--seed"));
}

TEST(Options, WrongValuesSayWhatIsAccepted) {
  EXPECT_THAT(refusal({"all", "--seed", "abc"}), AllOf(HasSubstr("--seed abc"), HasSubstr("whole number")));
  EXPECT_THAT(refusal({"all", "--seed", "-1"}), HasSubstr("whole number"));
  EXPECT_THAT(refusal({"all", "--seed", "18446744073709551616"}), HasSubstr("whole number"));
  EXPECT_THAT(refusal({"all", "--time", "soon"}), AllOf(HasSubstr("--time soon"), HasSubstr("30s")));
  EXPECT_THAT(refusal({"all", "--set", "type"}), AllOf(HasSubstr("--set type"), HasSubstr("axis=value")));
}

TEST(Options, TheOtherVerbsHaveTheirOwn) {
  EXPECT_TRUE(std::get<ListCommand>(parse({"list", "--json"})).json);
  EXPECT_FALSE(std::get<ListCommand>(parse({"list"})).json);
  EXPECT_EQ(std::get<ShowCommand>(parse({"show", "a.h5"})).file, "a.h5");
  const auto recover = std::get<RecoverCommand>(parse({"recover", "a.journal", "-o", "b.h5", "--force"}));
  EXPECT_EQ(recover.journal, "a.journal");
  EXPECT_EQ(recover.output, "b.h5");
  EXPECT_TRUE(recover.force);
  EXPECT_EQ(std::get<VerifyCommand>(parse({"verify", "a.h5", "b.h5"})).files.size(), 2u);
  EXPECT_TRUE(std::get<FingerprintCommand>(parse({"fingerprint", "--json"})).json);
  const auto doctor = std::get<DoctorCommand>(parse({"doctor", "--all"}));
  EXPECT_TRUE(doctor.all && !doctor.json);
  EXPECT_TRUE(std::get<DoctorCommand>(parse({"doctor", "--json"})).json);
}

TEST(Options, VerbsOfSeveralFilesHaveTheirOwn) {
  const auto merge = std::get<MergeCommand>(parse({"merge", "a.h5", "b.h5", "-o", "c.h5", "--force"}));
  EXPECT_THAT(merge.files, ElementsAre("a.h5", "b.h5"));
  EXPECT_EQ(merge.output, "c.h5");
  EXPECT_TRUE(merge.force);
  EXPECT_THAT(refusal({"merge", "a.h5"}), HasSubstr("--output"));
  const auto import = std::get<ImportCommand>(parse({"import", "a.txt", "-o", "c.h5", "--site", "here"}));
  EXPECT_THAT(import.files, ElementsAre("a.txt"));
  EXPECT_EQ(import.site, "here");
  EXPECT_FALSE(import.force);
  EXPECT_THAT(refusal({"import", "-o", "c.h5"}), HasSubstr("FILE"));
  const auto repro = std::get<ReproCommand>(
      parse({"repro", "a.h5", "b", "--loss", "l.csv", "--loss-tolerance", "0.25", "--json"}));
  EXPECT_THAT(repro.files, ElementsAre("a.h5", "b"));
  EXPECT_EQ(repro.loss, "l.csv");
  EXPECT_EQ(repro.tolerance, 0.25);
  EXPECT_TRUE(repro.json);
  EXPECT_EQ(std::get<ReproCommand>(parse({"repro", "a.h5"})).tolerance, results::kLossTolerance);
  EXPECT_THAT(refusal({"repro", "--loss-tolerance", "-1"}), HasSubstr("--loss-tolerance"));
}

TEST(Options, NothingTypedIsAnsweredWithTheFirstThreeCommands) {
  EXPECT_THAT(std::get<TellCommand>(parse({})).text,
              AllOf(HasSubstr("gpubench list"), HasSubstr("gpubench all"), HasSubstr("gpubench show")));
}

/// Those that `gpubench --help` names.
std::vector<std::string> verbs_of_help() {
  std::istringstream help(std::get<TellCommand>(parse({"--help"})).text);
  std::vector<std::string> verbs;
  bool begun = false;
  for (std::string line; std::getline(help, line);) {
    if (begun && line.size() > 2 && line.starts_with("  ") && line[2] != ' ')
      verbs.push_back(line.substr(2, line.find(' ', 2) - 2));
    begun = begun || line == "Subcommands:";
  }
  return verbs;
}

TEST(Options, EveryVerbHasHelpWithAnExample) {
  const std::vector<std::string> verbs = verbs_of_help();
  EXPECT_THAT(verbs, testing::UnorderedElementsAre("all", "run", "list", "fingerprint", "doctor", "topo",
                                                   "show", "recover", "verify", "compare", "gate", "repeat",
                                                   "duet", "calibrate", "merge", "import", "repro", "report",
                                                   "export", "trend", "completion", "manual"))
      << "a verb that is new has its options tested here";
  for (const std::string& verb : verbs) {
    const std::string help = std::get<TellCommand>(parse({verb, "--help"})).text;
    ASSERT_THAT(help, HasSubstr("\nExamples:\n"));
    EXPECT_THAT(help.substr(help.find("Examples:")), HasSubstr("gpubench " + verb));
    EXPECT_THAT(refusal({verb, "--no-such-option"}), HasSubstr("gpubench " + verb)) << verb;
  }
}

TEST(Options, VersionNamesTheBuild) {
  EXPECT_THAT(std::get<TellCommand>(parse({"--version"})).text, testing::StartsWith("gpubench "));
}

TEST(Values, DurationsHaveAUnit) {
  EXPECT_EQ(parse_duration("--time", "30s"), Seconds(30));
  EXPECT_EQ(parse_duration("--time", "1.5h"), Seconds(5400));
  EXPECT_EQ(parse_duration("--time", "500ms"), Seconds(0.5));
  for (const char* wrong : {"", "30", "s", "-5s", "0s", "nans", "infs", "5 m", "5mm", "1e999s"}) {
    EXPECT_THROW(parse_duration("--time", wrong), UsageError) << wrong;
  }
}

TEST(Values, SettingsHaveAnAxisAndValues) {
  EXPECT_THAT(parse_setting("size=1MiB,2MiB").values, ElementsAre("1MiB", "2MiB"));
  for (const char* wrong : {"", "=", "size", "size=", "=1MiB", "size=1MiB,", "size=,1MiB"}) {
    EXPECT_THROW(parse_setting(wrong), UsageError) << wrong;
  }
}

TEST(Options, TopoMeasuresByAllRanksOrShowsWhatWasCaptured) {
  const auto topo = std::get<TopoCommand>(parse({"topo", "--matrix", "m.txt", "--links", "l.txt", "--json"}));
  EXPECT_EQ(topo.matrix, "m.txt");
  EXPECT_EQ(topo.links, "l.txt");
  EXPECT_TRUE(topo.json);
  EXPECT_FALSE(is_joint(parse({"topo"})));
  EXPECT_TRUE(is_joint(parse({"topo", "--measure"})));
  EXPECT_TRUE(is_joint(parse({"all"})));
  EXPECT_FALSE(is_joint(parse({"list"})));
  EXPECT_THAT(refusal({"topo", "--measure", "--xml", "a.xml"}), HasSubstr("--xml"));
  EXPECT_THAT(refusal({"topo", "--links", "l.txt"}), HasSubstr("--matrix"));
}

}  // namespace
}  // namespace gpubench

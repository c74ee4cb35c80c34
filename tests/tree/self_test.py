"""The rules of the tree catch small bad examples and leave good ones alone.

Usage: self_test.py COMPILER NM
"""

import runpy
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "scripts"
sys.path.append(str(SCRIPTS))

import include_directions
import recorded_counts
import source_rules
import tree
import weak_symbols

COMPILER, NM = sys.argv.pop(1), sys.argv.pop(1)


class Tree(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.root = Path(place.name)
        for room in tree.ROOMS:
            (self.root / room).mkdir()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def expect(self, problems, *fragments):
        self.assertEqual(len(problems), len(fragments), problems)
        for problem, fragment in zip(problems, fragments):
            self.assertIn(fragment, problem)


class IncludeDirections(Tree):
    def check(self, *fragments):
        self.expect(include_directions.problems(self.root), *fragments)

    def test_downward_includes_pass(self):
        self.write("kernels/core/real.hpp", "#pragma once\n")
        self.write("kernels/rge/law.hpp", '#include "kernels/core/real.hpp"\n')
        self.write("kernels/rge/more.hpp", '#include "kernels/rge/law.hpp"\n')
        self.write("host/app/main.cpp", '#include <vector>\n#include "kernels/rge/law.hpp"\n')
        self.check()

    def test_upward_includes_fail(self):
        self.write("kernels/rge/law.hpp", "#pragma once\n")
        self.write("kernels/core/real.hpp", '#pragma once\n#include "kernels/rge/law.hpp"\n')
        self.check("kernels/core/real.hpp:2: includes kernels/rge/law.hpp")

    def test_samplers_see_no_physics(self):
        self.write("kernels/spectrum/masses.hpp", "")
        self.write("samplers/demcz.cpp", '#include "kernels/spectrum/masses.hpp"\n')
        self.check("samplers may not see kernels/spectrum")

    def test_the_app_is_seen_by_nobody(self):
        self.write("host/app/commands.hpp", "")
        self.write("host/pipeline/run.cpp", '#include "host/app/commands.hpp"\n')
        self.check("host/pipeline may not see host/app")

    def test_kernels_include_no_library_header(self):
        self.write("kernels/core/math.hpp", "#include <cmath>\n")
        self.write("kernels/core/pack_avx2.hpp", "#include <immintrin.h>\n")
        self.check("kernels/core/math.hpp:1: includes cmath")

    def test_includes_are_named_from_the_root(self):
        self.write("kernels/core/real.hpp", "")
        self.write("kernels/core/math.hpp", '#include "real.hpp"\n')
        self.check("name the file from the root")

    def test_a_new_room_needs_a_place(self):
        self.write("kernels/loops/b0.hpp", "")
        self.check("room kernels/loops is unknown")


class SourceRules(Tree):
    def test_a_file_of_500_lines_is_too_long(self):
        self.write("host/io/short.cpp", "\n" * 499)
        self.write("host/io/long.cpp", "\n" * 500)
        self.write("tests/reference/table.csv", "\n" * 5000)
        self.expect(source_rules.too_long(self.root), "host/io/long.cpp: 500 lines")

    def test_machine_paths_are_found_in_any_file(self):
        self.write("README.md", "see /usr/bin/python3, a/home/b, ../shared/x and https://example.org/home/x\n")
        self.write("docs/notes.md", "\nin /home/alice/squall\n")
        self.write("host/io/files.cpp", 'open("/tmp/x")\n')
        self.expect(source_rules.machine_paths(self.root), "docs/notes.md:2: /home/alice", "host/io/files.cpp:1: /tmp/x")


class WeakSymbols(Tree):
    def symbols(self, source):
        path = self.write("unit.cpp", source)
        subprocess.run([COMPILER, "-std=c++20", "-c", path, "-o", path.with_suffix(".o")], check=True)
        return weak_symbols.parse(tree.run([NM, "-C", path.with_suffix(".o")]))

    def test_code_of_an_instruction_set_passes(self):
        inside = "namespace squall::avx2 { inline double f(double x) { return x; } double g(double x) { return f(x); } }"
        symbols = self.symbols(inside)
        self.assertIn(("squall::avx2::f(double)", "W"), symbols)
        self.expect(weak_symbols.problems(symbols, "avx2"))
        self.expect(weak_symbols.problems(symbols, "scalar"), "squall::avx2::f(double)")

    def test_a_leaked_inline_function_fails(self):
        leak = "inline double f(double x) { return x; } namespace squall::avx2 { double g(double x) { return f(x); } }"
        self.expect(weak_symbols.problems(self.symbols(leak), "avx2"), "f(double) (W)")

    def test_a_leaked_unique_variable_fails(self):
        leak = "inline int& f() { static int x = 1; return x; } namespace squall::avx2 { int g() { return ++f(); } }"
        self.expect(weak_symbols.problems(self.symbols(leak), "avx2"), "f()", "f()::x (u)")


class RecordedCounts(Tree):
    COLUMNS = [recorded_counts.Column("spills", slack=0.05, spare=64), recorded_counts.Column("instructions", slack=0.05, gain=0.1),
               recorded_counts.Column("a point", None)]
    RECORDED = {"rhs": [0, 1000, 250], "spectrum": [1000, 2000, 500]}

    def check(self, found, *fragments):
        self.expect(recorded_counts.problems(self.COLUMNS, found, self.RECORDED), *fragments)

    def test_a_printed_table_is_read_again(self):
        text = f"# about\n\ng++ 12\n{recorded_counts.table(self.COLUMNS, self.RECORDED)}\n\ng++ 13\n{'other':<20}{1:>4}\n"
        self.assertEqual(recorded_counts.parse(text, r"^g\+\+ (12)$")[1], self.RECORDED)
        self.assertEqual(recorded_counts.parse(text, r"^g\+\+ 14$"), (None, {}))

    def test_small_changes_pass(self):
        self.check({"rhs": [64, 1050, 250], "spectrum": [1114, 1801, 1]})

    def test_a_worse_count_fails(self):
        self.check({"rhs": [65, 1051, 250], "spectrum": [1000, 2000, 1000]}, "rhs: instructions 1051", "rhs: spills 65")

    def test_a_much_better_count_is_to_be_recorded(self):
        self.check({"rhs": [0, 899, 250], "spectrum": [0, 2000, 500]}, "rhs: instructions 899 (recorded 1000: much better)")

    def test_a_count_that_went_or_came_fails(self):
        self.check({"rhs": [0, 1000, 250], "flavour": [0, 0, 0]}, "flavour: in one table only", "spectrum: in one table only")


class KernelNames(Tree):
    kernel_names = staticmethod(runpy.run_path(str(SCRIPTS / "cuda_counts"))["kernel_names"])

    def check(self, **kernels):  # c++filt leaves alone what is not mangled
        names = {demangled: name.replace("__", ":") for name, demangled in kernels.items()}
        self.assertEqual(self.kernel_names(list(names)), names)

    def test_a_kernel_is_called_like_its_body(self):
        self.check(run_mssm="void squall::backends::for_each_point<&squall::cuda::packs::run_mssm, squall::backends::MssmRun>"
                            "(squall::backends::MssmRun, int)",
                   iteration="void squall::for_each_point_with<&(squall::cuda::packs::iteration(int, long)), Stage<1> >(Stage<1>)")

    def test_another_mapping_is_named(self):
        self.check(run_mssm__rows="void squall::cuda_rows::teams::for_each_team<squall::cuda_rows::Team<3>, "
                                  "&(void squall::cuda_rows::teams::run_mssm<squall::cuda_rows::Row>(Run const&)), Run>(Run, int)",
                   run_mssm="void squall::for_each_point<&squall::cuda::packs::run_mssm, Run>(Run, int)",
                   sweep="squall::backends::(anonymous namespace)::sweep(Span<double>, int)")

    def test_kernels_of_one_name_are_refused(self):
        with self.assertRaises(SystemExit):
            self.kernel_names(["void each<&squall::cuda::packs::run, A>(A)", "void all<&squall::cuda::packs::run, B>(B)"])


class Mutations(Tree):
    misfits = staticmethod(runpy.run_path(str(SCRIPTS / "mutate"))["misfits"])

    def check(self, mutations, *fragments, without_law=()):
        listed = [{"file": name, "line": line, "becomes": "", "test": "Test.Name", "target": "test"} for name, line in mutations]
        self.expect(self.misfits(self.root, listed, without_law), *fragments)

    def test_a_file_with_a_law_wants_three(self):
        self.write("kernels/rge/law.hpp", "a b c")
        self.check([("kernels/rge/law.hpp", line) for line in "abc"])
        self.check([("kernels/rge/law.hpp", line) for line in "ab"], "kernels/rge/law.hpp: 2 mutations")
        self.check([], without_law=["kernels/rge/law.hpp"])

    def test_a_sampler_and_its_source_are_one(self):
        self.write("samplers/chain.hpp", "a")
        self.write("samplers/chain.cpp", "b c")
        both = [("samplers/chain.hpp", "a"), ("samplers/chain.cpp", "b"), ("samplers/chain.cpp", "c")]
        self.check(both)
        self.check(both[1:], "samplers/chain.cpp: 2 mutations")
        self.check([], "samplers/chain.cpp: 0 mutations")
        self.write("samplers/moves/step.hpp", "a")
        self.check(both, "samplers/moves/step.hpp: 0 mutations")
        self.check(both, without_law=["samplers/moves/step.hpp"])

    def test_lines_that_are_not_there_once_fail(self):
        self.write("samplers/moves/note.hpp", "a a")
        self.check([("samplers/moves/note.hpp", "a"), ("samplers/moves/note.hpp", "b")], "occurs 2 times", "occurs 0 times",
                   without_law=["samplers/moves/note.hpp"])


if __name__ == "__main__":
    unittest.main(verbosity=2)

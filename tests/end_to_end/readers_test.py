"""Other programs read what Squall writes: emcee, xarray, ArviZ, pippi's and GAMBIT's layout, GetDist, anesthetic.

Debian has emcee, xarray, netCDF4 and h5netcdf. GetDist, ArviZ and anesthetic are asked where they can be imported; their text formats are
read here too, as they are published.
"""

import importlib.util
import math
import os
import subprocess
import sys
import unittest
import warnings

import h5py
import numpy as np
from squall_program import ProgramTest

SAMPLE_RUNS = os.path.abspath(sys.argv.pop(1))

# of tests/support/sample_runs.hpp: log L = -STEEPNESS r^2 on the unit disc
STEEPNESS = 50
LN_EVIDENCE = math.log((1 - math.exp(-STEEPNESS)) / STEEPNESS)
DEVIATION = 1 / math.sqrt(2 * STEEPNESS)
SLOTS = 500


def needs(package):
    return unittest.skipUnless(importlib.util.find_spec(package), f"Python package {package} is not installed")


def read_paramnames(path):
    """GetDist's .paramnames: "name[*] label" a line; a star marks a derived parameter."""
    with open(path) as file:
        lines = [line.split(None, 1) for line in file]
    return [(name.rstrip("*"), name.endswith("*"), label.strip()) for name, label in lines]


def read_ranges(path):
    """GetDist's .ranges: "name min max" a line, N for none."""
    with open(path) as file:
        lines = [line.split() for line in file]
    return {name: tuple(None if limit == "N" else float(limit) for limit in limits) for name, *limits in lines}


def ln_evidence_of_dead_points(log_likelihood, birth):
    """Keeton's estimate (arXiv:1102.0996): of n points alive at a death the volume shrinks by n/(n + 1) on average."""
    order = np.argsort(log_likelihood, kind="stable")
    death, birth = log_likelihood[order], np.sort(birth)
    alive = np.searchsorted(birth, death, side="left") - np.arange(len(death))
    volume = np.cumprod(alive / (alive + 1))
    return np.logaddexp.reduce(death + np.log(np.concatenate([[1], volume[:-1]]) - volume))


class ChainFile(ProgramTest):
    """A run of demcz."""

    def setUp(self):
        super().setUp()
        self.squall("run", "config.toml", "-o", "out.h5")
        with h5py.File(self.path("out.h5")) as file:
            self.chain, self.blobs, self.log_prob = (file["mcmc"][name][()] for name in ("chain", "blobs", "log_prob"))
            self.columns = {}
            for table, values in (("chain", self.chain), ("blobs", self.blobs)):
                attributes = file["mcmc"][table].attrs
                for i, name in enumerate(np.char.decode(attributes["columns"])):
                    self.columns[name] = (values[:, :, i], attributes["units"][i].decode(), attributes["meanings"][i].decode())

    @needs("emcee")
    def test_emcee_reads_the_chain(self):
        from emcee.backends import HDFBackend
        backend = HDFBackend(self.path("out.h5"), read_only=True)
        np.testing.assert_array_equal(backend.get_chain(), self.chain)
        np.testing.assert_array_equal(backend.get_log_prob(), self.log_prob)
        np.testing.assert_array_equal(backend.get_blobs(), self.blobs)
        np.testing.assert_array_equal(backend.get_chain(discard=20, thin=5, flat=True), self.chain[24::5].reshape(-1, 3))

    def check_xarray(self, engine):
        import xarray
        with xarray.open_dataset(self.path("out.h5"), group="posterior", engine=engine) as data:
            self.assertEqual(set(data.data_vars), set(self.columns))
            self.assertEqual(dict(data.sizes), {"draw": 60, "chain": 64})
            np.testing.assert_array_equal(data["draw"], np.arange(60))
            np.testing.assert_array_equal(data["chain"], np.arange(64))
            for name, (values, unit, meaning) in self.columns.items():
                np.testing.assert_array_equal(data[name].transpose("draw", "chain").values, values)
                self.assertEqual((data[name].attrs["units"], data[name].attrs["long_name"]), (unit, meaning))
            np.testing.assert_array_equal(data["tan_beta"].sel(draw=7, chain=3).item(), self.columns["tan_beta"][0][7, 3])
        with xarray.open_dataset(self.path("out.h5"), group="sample_stats", engine=engine) as data:
            np.testing.assert_array_equal(data["lp"].transpose("draw", "chain").values, self.log_prob)
        with h5py.File(self.path("out.h5")) as file:
            groups = ["/"] + [name for name in file if isinstance(file[name], h5py.Group)]
        for group in groups:  # every one, for ArviZ opens them all
            with xarray.open_dataset(self.path("out.h5"), group=group, engine=engine) as data:
                data.load()
        with xarray.open_dataset(self.path("out.h5"), group="mcmc", engine=engine) as data:
            self.assertEqual(data["chain"].dims, ("step", "walker", "parameter"))
            np.testing.assert_array_equal(data["chain"].values, self.chain)

    @needs("xarray")
    @needs("netCDF4")
    def test_xarray_reads_the_posterior_by_netcdf4(self):
        self.check_xarray("netcdf4")

    @needs("xarray")
    @needs("h5netcdf")
    def test_xarray_reads_the_posterior_by_h5netcdf(self):
        self.check_xarray("h5netcdf")

    @needs("arviz")
    def test_arviz_reads_the_posterior(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of groups that ArviZ does not know
            import arviz
            data = arviz.from_netcdf(self.path("out.h5"))
            x = self.columns["tan_beta"][0].T  # [chain][draw], as ArviZ takes arrays
            expected = arviz.from_dict({"tan_beta": x})
            for statistic in (arviz.rhat, arviz.ess):
                self.assertEqual(statistic(data, var_names=["tan_beta"])["tan_beta"].item(), statistic(expected)["tan_beta"].item())
            np.testing.assert_array_equal(data.sample_stats["lp"].transpose("draw", "chain").values, self.log_prob)

    def check_gambit(self, path):
        """As pippi 2.1 reads it (pippi_read.py): every data set of the group is a column or the validity of one."""
        with h5py.File(path) as file:
            data = file["data"]
            names = [name for name in data if not name.endswith("_isvalid")]
            self.assertEqual(set(names), {*self.columns, "LogLike", "mult", "MPIrank", "pointID"})
            self.assertEqual(len(list(data)), 2 * len(names))
            for name in names:
                values = np.array(data[name], dtype=np.float64)
                np.testing.assert_array_equal(np.array(data[name + "_isvalid"], dtype=np.float64), np.isfinite(values))
                if name in self.columns:
                    np.testing.assert_array_equal(values, self.columns[name][0].ravel())
            np.testing.assert_array_equal(data["LogLike"], data["loglike"])
            np.testing.assert_array_equal(data["mult"], np.ones(60 * 64))
            np.testing.assert_array_equal(data["MPIrank"], np.zeros(60 * 64))
            np.testing.assert_array_equal(data["pointID"], np.arange(60 * 64))

    def test_pippi_reads_data(self):
        self.check_gambit(self.path("out.h5"))

    def test_pippi_reads_an_export_without_the_run(self):
        self.squall("export", "out.h5", "--format", "gambit", "-o", "alone/run")
        self.assertEqual(os.listdir(self.path("alone")), ["run.hdf5"])
        self.check_gambit(self.path("alone/run.hdf5"))
        with h5py.File(self.path("alone/run.hdf5")) as file:
            self.assertFalse(any(item.is_virtual for item in file["data"].values()))

    def test_getdist_text_holds_the_chain_after_its_burn_in(self):
        self.squall("export", "out.h5", "--format", "getdist", "-o", "text", "--burn-in", 0.5)
        names = read_paramnames(self.path("text.paramnames"))
        self.assertEqual([name for name, _, _ in names], list(self.columns))
        self.assertEqual([derived for _, derived, _ in names], [False] * 3 + [True] * (len(names) - 3))
        self.assertIn(("tan_beta", False, "\\tan\\beta"), names)
        table = np.loadtxt(self.path("text.txt"))
        self.assertEqual(table.shape, (30 * 64, 2 + len(names)))
        np.testing.assert_array_equal(table[:, 0], 1)
        np.testing.assert_array_equal(table[:, 1], -self.log_prob[30:].ravel())
        for i, (name, _, _) in enumerate(names):
            np.testing.assert_array_equal(table[:, 2 + i], self.columns[name][0][30:].ravel())
        self.assertEqual(read_ranges(self.path("text.ranges")), {"Lambda": (2e5, 1e6), "M_mess": (2e6, 1e9), "tan_beta": (2, 60)})

    def check_means(self, means, deviations, names):
        for name in names:
            values = self.columns[name][0]
            self.assertAlmostEqual(means[name] / values.mean(), 1, delta=1e-9)  # sums in another order
            self.assertAlmostEqual(deviations[name] / values.std(), 1, delta=1e-3)  # n - 1 for n of 3,840 points

    @needs("getdist")
    def test_getdist_reads_its_export(self):
        import getdist
        self.squall("export", "out.h5", "--format", "getdist", "-o", "text")
        samples = getdist.loadMCSamples(self.path("text"))
        names = samples.getParamNames().list()
        self.assertEqual(names, list(self.columns))
        self.assertEqual(samples.getParamNames().getRunningNames(), names[:3])
        self.assertEqual(samples.ranges.getUpper("tan_beta"), 60)
        self.check_means(dict(zip(names, samples.getMeans())), dict(zip(names, np.sqrt(samples.getVars()))), names[:5])

    @needs("anesthetic")
    def test_anesthetic_reads_a_chain(self):
        import anesthetic
        self.squall("export", "out.h5", "--format", "anesthetic", "-o", "text")
        samples = anesthetic.read_chains(self.path("text"))
        names = list(self.columns)[:5]
        self.check_means({name: samples[name].mean() for name in names}, {name: samples[name].std() for name in names}, names)

    def test_exports_of_several_files_refuse_to_replace_any_of_them(self):
        self.write("text.ranges", "precious")
        for format in ("getdist", "anesthetic"):
            self.squall("export", "out.h5", "--format", format, "-o", "text", expect=3)
        self.assertEqual(sorted(name for name in os.listdir(self.directory) if name.startswith("text")), ["text.ranges"])
        with open(self.path("text.ranges")) as file:
            self.assertEqual(file.read(), "precious")
        self.squall("export", "out.h5", "--format", "getdist", "-o", "text", "--overwrite")
        for format in ("getdist", "anesthetic", "gambit"):
            self.assertIn("-o ROOT", self.squall("export", "out.h5", "--format", format, expect=2).stderr)

    def test_a_burn_in_counts_steps(self):
        whole = self.squall("export", "out.h5").stdout.splitlines()
        part = self.squall("export", "out.h5", "--burn-in", 0.75).stdout.splitlines()
        self.assertEqual(part, whole[:1] + whole[1 + 45 * 64:])
        self.squall("export", "out.h5", "--burn-in", 1, expect=2)


class WeightedFile(ProgramTest):
    """Made-up runs of which the posterior and the evidence are known."""

    def setUp(self):
        super().setUp()
        subprocess.run([SAMPLE_RUNS, self.directory], check=True)

    def tables(self, name):
        with h5py.File(self.path(name)) as file:
            self.assertNotIn("mcmc", file)
            return {table: values[()].reshape(-1, *values.shape[2:]) for table, values in file["points"].items()}

    def test_points_hold_dead_and_live_points_and_their_weights(self):
        points = self.tables("nested.h5")
        self.assertEqual(len(points["parameters"]), 18 * SLOTS)
        self.assertEqual(np.isneginf(points["birth_log_likelihood"]).sum(), 2 * SLOTS)
        ln_evidence = np.logaddexp.reduce(points["log_weight"])
        with h5py.File(self.path("nested.h5")) as file:
            self.assertAlmostEqual(ln_evidence, file["results"].attrs["ln_evidence"], delta=1e-12)
        # Of n = 1,000 points half die at a time: var(ln Z) = H / (n ln 2) = 0.065^2 with H = -1 - ln Z = 2.9; four deviations
        self.assertAlmostEqual(ln_evidence, LN_EVIDENCE, delta=0.26)

    def check_draws(self, draw_variance, size):
        # systematic resampling adds less than the points' own variance; four deviations of a mean, and of a variance
        self.assertLess(abs(draw_variance / DEVIATION**2 - 1), 4 * math.sqrt(2 / size))

    def test_posterior_holds_equally_weighted_draws(self):
        for name in ("nested.h5", "scan.h5"):
            points = self.tables(name)
            weights = np.exp(points["log_weight"] - points["log_weight"].max())
            with h5py.File(self.path(name)) as file:
                posterior = file["posterior"]
                size = posterior["x"].shape[1]
                self.assertEqual(posterior["x"].shape, (1, math.floor(weights.sum()**2 / (weights**2).sum())))
                x, r = posterior["x"][0], posterior["r"][0]
                np.testing.assert_allclose(np.hypot(x, posterior["y"][0]), r, rtol=1e-12)  # a draw stays one point
                self.check_draws(x.var(), size)
                # each point as often as its weight says, rounded up or down
                expected = weights / weights.sum() * size
                found = np.array([(x == value).sum() for value in points["parameters"][:, 0]])
                self.assertLessEqual(np.abs(found - expected).max(), 1 + 1e-9)
                # in no order: neighbours are not correlated (r of a file grows with the weight); five deviations of 1/sqrt(n)
                self.assertLess(abs(np.corrcoef(r[1:], r[:-1])[0, 1]), 5 / math.sqrt(size))
                self.assertIn("systematic", posterior.attrs["sampling"].decode())

    def test_xarray_reads_every_group(self):
        for package in ("xarray", "netCDF4", "h5netcdf"):
            if not importlib.util.find_spec(package):
                self.skipTest(f"Python package {package} is not installed")
        import xarray
        for name in ("nested.h5", "scan.h5", "de.h5"):
            with h5py.File(self.path(name)) as file:
                groups = ["/"] + [member for member in file if isinstance(file[member], h5py.Group)]
                self.assertEqual("posterior" in groups, name != "de.h5")
                x = file["posterior/x"][()] if "posterior" in groups else None
            for engine in ("netcdf4", "h5netcdf"):
                for group in groups:
                    with xarray.open_dataset(self.path(name), group=group, engine=engine) as data:
                        data.load()
                        if group == "posterior":
                            np.testing.assert_array_equal(data["x"].transpose("chain", "draw").values, x)
                            self.assertEqual(data["x"].attrs["units"], "GeV")

    @needs("arviz")
    def test_arviz_takes_the_draws_for_independent(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import arviz
            data = arviz.from_netcdf(self.path("nested.h5"))
            size = data.posterior.sizes["draw"]
            self.assertGreater(arviz.ess(data, var_names=["r"])["r"].item(), 0.7 * size)

    def test_data_holds_the_weights_and_marks_what_does_not_count(self):
        for name in ("nested.h5", "scan.h5", "de.h5"):
            self.squall("export", name, "--format", "gambit", "-o", name + "_alone")
            for path in (name, name + "_alone.hdf5"):
                points = self.tables(name)
                with h5py.File(self.path(path)) as file:
                    data = file["data"]
                    np.testing.assert_array_equal(data["x"], points["parameters"][:, 0])
                    np.testing.assert_array_equal(data["LogLike"], points["blobs"][:, 1])
                    for column in ("x", "r", "LogLike"):
                        np.testing.assert_array_equal(data[column + "_isvalid"][()], np.isfinite(data[column][()]))
                    self.assertEqual((data["LogLike_isvalid"][()] == 0).sum(), 0 if name == "nested.h5" else 5)
                    self.assertEqual("mult" in data, name != "de.h5")
                    if "mult" in data:
                        np.testing.assert_allclose(data["mult"], np.exp(points["log_weight"] - points["log_weight"].max()), rtol=1e-13)

    def dead_points(self, name):
        self.squall("export", name, "--format", "anesthetic", "-o", "text")
        self.assertEqual([entry[:2] for entry in read_paramnames(self.path("text.paramnames"))],
                         [("x", False), ("y", False), ("r", True), ("loglike", True)])
        return np.loadtxt(self.path("text_dead-birth.txt"))

    def test_dead_and_birth_likelihoods_give_the_evidence(self):
        table = self.dead_points("nested.h5")
        points = self.tables("nested.h5")
        self.assertEqual(table.shape, (18 * SLOTS, 6))
        np.testing.assert_array_equal(table[:, :4], np.hstack([points["parameters"], points["blobs"]]))
        np.testing.assert_array_equal(table[:, 5], np.maximum(points["birth_log_likelihood"], -1e30))
        # the same estimate from births alone as the one stored with the weights: rounding of some 10^4 terms
        self.assertAlmostEqual(ln_evidence_of_dead_points(table[:, 4], table[:, 5]), np.logaddexp.reduce(points["log_weight"]), delta=1e-9)
        self.assertEqual(read_ranges(self.path("text.ranges")), {"x": (-1, 1), "y": (-1, 1)})

    def test_a_run_in_progress_exports_its_live_points_too(self):
        finished = self.dead_points("nested.h5")
        for ending in (".paramnames", ".ranges", "_dead-birth.txt"):
            os.remove(self.path("text" + ending))
        np.testing.assert_array_equal(self.dead_points("running.h5"), finished)

    @needs("anesthetic")
    def test_anesthetic_computes_the_evidence(self):
        import anesthetic
        self.squall("export", "nested.h5", "--format", "anesthetic", "-o", "text")
        samples = anesthetic.read_chains(self.path("text"))
        self.assertEqual(len(samples), 18 * SLOTS)
        self.assertAlmostEqual(samples.logZ(), LN_EVIDENCE, delta=0.26)  # as above
        self.assertEqual(samples.nlive.iloc[0], 2 * SLOTS)
        with h5py.File(self.path("nested.h5")) as file:
            # it takes the mean of ln X where the run took ln of the mean: 1/(2n) a death, over H n ln 2 deaths of half the points
            self.assertAlmostEqual(samples.logZ(), file["results"].attrs["ln_evidence"], delta=5e-3)
        self.assertLess(abs(samples.x.std() / DEVIATION - 1), 0.1)

    def test_getdist_text_of_weighted_points_has_their_weights(self):
        for name in ("nested.h5", "scan.h5"):
            self.squall("export", name, "--format", "getdist", "-o", name)
            table, points = np.loadtxt(self.path(name + ".txt")), self.tables(name)
            weights = np.exp(points["log_weight"] - points["log_weight"].max())
            self.assertEqual(len(table), (weights > 0).sum())
            np.testing.assert_allclose(table[:, 0], weights[weights > 0], rtol=1e-12)
            self.assertEqual(table[:, 0].max(), 1)
            np.testing.assert_array_equal(table[:, 1], -points["log_prob"][weights > 0])
            variance = np.average(table[:, 2]**2, weights=table[:, 0])
            self.check_draws(variance, weights.sum()**2 / (weights**2).sum())

    @needs("getdist")
    def test_getdist_reads_weighted_points(self):
        import getdist
        self.squall("export", "nested.h5", "--format", "getdist", "-o", "text")
        samples = getdist.loadMCSamples(self.path("text"))
        self.assertLess(abs(samples.std("x") / DEVIATION - 1), 0.1)  # 4 deviations of 1/sqrt(2 * 2,788) and some
        self.assertEqual(samples.ranges.getLower("x"), -1)

    def test_csv_has_weights_and_births(self):
        lines = self.squall("export", "nested.h5").stdout.splitlines()
        self.assertEqual(lines[0], "row,slot,x,y,r,loglike,log_prob,log_weight,birth_log_likelihood,status")
        self.assertEqual(len(lines), 1 + 18 * SLOTS)
        points = self.tables("nested.h5")
        fields = lines[1 + SLOTS].split(",")
        self.assertEqual(fields[:2], ["1", "0"])
        self.assertEqual([float(field) for field in fields[6:9]],
                         [points[name][SLOTS] for name in ("log_prob", "log_weight", "birth_log_likelihood")])
        self.assertTrue(self.squall("export", "scan.h5").stdout.startswith("row,slot,x,y,r,loglike,log_prob,log_weight,status\n"))
        self.assertTrue(self.squall("export", "de.h5").stdout.startswith("row,slot,x,y,r,loglike,log_prob,status\n"))

    def test_what_has_no_posterior_or_no_start_is_said_to_have_none(self):
        for format in ("getdist", "anesthetic"):
            self.assertIn("no posterior", self.squall("export", "de.h5", "--format", format, "-o", "x", expect=2).stderr)
        self.assertIn("no Markov chain", self.squall("export", "nested.h5", "--burn-in", 0.5, expect=2).stderr)

    def test_info_tells_points_and_results(self):
        text = self.squall("info", "nested.h5").stdout
        for part in ("9000 points, effective sample size", "ln_evidence", "batches filled to 50.0 %"):
            self.assertIn(part, text)
        self.assertNotIn("R-hat", text)
        self.assertIn("5000 points\n", self.squall("info", "de.h5").stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)

#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "host/io/hdf5.hpp"
#include "host/io/run_data.hpp"

/// The layout of a run's files. OUT.h5 and a state (which has no rows) hold all of it, a segment its rows alone.
///
///     /mcmc        emcee's HDFBackend: chain, log_prob, blobs, accepted; attributes version, nwalkers, ndim, has_blobs, iteration.
///                  chain and blobs have attributes `columns`, `units`, `meanings`
///     /status      [step][walker] int8, attribute `names`
///     /config      text; attributes model, sampler, seed, walkers, thin, steps
///     /failures    count of evaluated points by status; attributes `names`, zero_likelihood
///     /sampler     proposed and accepted moves by kind; attribute `names`
///     /best        the best point evaluated so far
///     /provenance  versions, machine, dates, wall time, resumes: all that may differ between two runs of one config
namespace squall::io {

/// Every file of Squall's carries the attributes `generator` and `format` on its root, and `content`: what it is.
enum class Content { run, state, segment };
/// "" where the file is of this kind, else why it is not: "not a Squall file", "a newer format".
std::string why_not(h5::File const&, Content);

/// The head, and tables for `rows` rows that are then put in pieces of any size.
void create_run(h5::File const&, Content, RunHead const&, std::uint64_t rows);
RunHead read_head(h5::File const&);

void create_segment(h5::File const&, RunIdentity const&, std::uint64_t rows);

void put_rows(h5::File const&, std::uint64_t first, Rows const&);
std::uint64_t count_rows(h5::File const&);
Rows get_rows(h5::File const&, std::uint64_t first, std::uint64_t count);
/// One column of the chain or the blobs, [step][walker].
enum class RowTable { chain, blobs };
std::vector<double> get_column(h5::File const&, RowTable, std::uint64_t column, std::uint64_t first, std::uint64_t count);

}  // namespace squall::io

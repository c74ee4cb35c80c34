#include "tests/support/sample_runs.hpp"

#include <cstdio>

/// sample_runs DIRECTORY: nested.h5, scan.h5 and de.h5 for programs that read them; running.h5.d of a nested run in progress.
int main(int argc, char** argv) {
    using namespace squall;
    if (argc != 2) return 2;
    std::filesystem::path const directory = argv[1];
    try {
        io::assemble(directory / "nested.h5", test::write_nested_run(directory / "nested.h5"));
        io::assemble(directory / "scan.h5", test::write_scan(directory / "scan.h5", io::RowKind::weighted));
        io::assemble(directory / "de.h5", test::write_scan(directory / "de.h5", io::RowKind::points));
        test::write_nested_run(directory / "running.h5");
    } catch (std::exception const& error) {
        std::fprintf(stderr, "sample_runs: %s\n", error.what());
        return 1;
    }
    return 0;
}

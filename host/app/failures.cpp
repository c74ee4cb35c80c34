#include "host/app/failures.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <stdexcept>
#include <system_error>

#include "host/app/exit_codes.hpp"
#include "host/config/error.hpp"
#include "host/device/error.hpp"
#include "host/io/error.hpp"
#include "host/io/files.hpp"
#include "host/io/merge.hpp"
#include "host/parallel/launcher.hpp"
#include "host/parallel/session.hpp"
#include "host/pipeline/settings.hpp"

namespace squall::app {
namespace {

int fail(std::string const& what, ExitCode code) {
    std::fprintf(stderr, "squall: %s\n", what.c_str());
    return code;
}

}  // namespace

int fail_stdout() {
    std::string const reason = std::strerror(errno);
    return fail("standard output cannot be written (" + reason + "); " + io::remedy(reason) + "repeat", input_output);
}

int report_failure(std::exception_ptr const& failure, std::string const& who) {
    std::string const by = who.empty() ? "" : who + ": ";
    try {
        std::rethrow_exception(failure);
    } catch (config::ConfigError const& error) {
        return fail(by + error.what(), usage);
    } catch (UsageError const& error) {
        return fail(by + error.what(), usage);
    } catch (parallel::LaunchError const& error) {
        auto const launcher = parallel::find_launcher();
        return launcher && launcher->rank > 0 ? usage : fail(by + error.what(), usage);  // all of them run into it; one says so
    } catch (io::ResumeMismatch const& error) {
        return fail(by + error.what(), usage);
    } catch (io::MergeMismatch const& error) {
        return fail(by + error.what(), usage);
    } catch (std::invalid_argument const& error) {
        return fail(by + error.what(), usage);
    } catch (io::IoError const& error) {
        return fail(by + error.what(), input_output);
    } catch (pipeline::BackendUnavailable const& error) {
        return fail(by + error.what(), ExitCode::device);
    } catch (device::DeviceError const& error) {
        return fail(by + error.what(), ExitCode::device);
    } catch (std::system_error const& error) {  // of std::filesystem, or of printing
        return std::ferror(stdout) ? fail_stdout() : fail(by + error.what(), input_output);
    } catch (std::bad_alloc const&) {
        return fail(by + "out of memory (the points in flight do not fit); use fewer walkers or threads", input_output);
    } catch (std::exception const& error) {
        return fail(by + error.what(), no_valid_point);
    }
}

}  // namespace squall::app

#pragma once

namespace squall::app {

/// What a GPU does, if there is one: right-hand sides in every mapping, complete points by batch size in the recorded one.
void report_device();

/// Tries every mapping on the device, tells what each did, and records the fastest of those that agree with the host. Throws
/// BackendUnavailable where there is no device.
void tune_device();

}  // namespace squall::app

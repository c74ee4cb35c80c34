# cmake -DOUTPUT=... -DSOURCE=... -DVERSION=... -DCOMPILER=... -P version_info.cmake: rewrites the header only where something changed.
cmake_minimum_required(VERSION 3.25)
execute_process(
  COMMAND git -C ${SOURCE} rev-parse --short=12 HEAD
  OUTPUT_VARIABLE commit RESULT_VARIABLE failed ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
if(failed)
  set(commit unknown)
else()
  execute_process(COMMAND git -C ${SOURCE} status --porcelain --untracked-files=no OUTPUT_VARIABLE changes ERROR_QUIET)
  if(changes)
    string(APPEND commit " with changes")
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT "#pragma once

namespace squall::app {

inline constexpr char version_number[] = \"@VERSION@\";
inline constexpr char version_commit[] = \"@commit@\";
inline constexpr char version_compiler[] = \"@COMPILER@\";

}  // namespace squall::app
")

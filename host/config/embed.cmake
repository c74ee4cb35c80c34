# cmake -DOUTPUT=... -DROOT=configs -P embed.cmake: writes configs/{inputs,measurements}/*.toml as C++ string literals.
file(GLOB files RELATIVE ${ROOT} ${ROOT}/inputs/*.toml ${ROOT}/measurements/*.toml)
list(SORT files)
set(entries "")
foreach(file IN LISTS files)
  file(READ ${ROOT}/${file} text)
  string(REGEX REPLACE "\\.toml$" "" name ${file})
  string(APPEND entries "    {\"${name}\", R\"toml(${text})toml\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"host/config/builtin.hpp\"

namespace squall::config {

std::span<BuiltinFile const> builtin_files() {
    static constexpr BuiltinFile files[] = {
${entries}    };
    return files;
}

}  // namespace squall::config
")

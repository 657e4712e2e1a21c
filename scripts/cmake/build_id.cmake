# Writes OUTPUT, which defines gpubench::kBuildId, kVersion, kCompilerFlags and kCudaArchitectures, from the files in LIST.
file(READ ${LIST} files)
set(all "${FLAGS}\n${VERSION}\n")
foreach(file IN LISTS files)
  if(EXISTS ${file})
    file(SHA256 ${file} digest)
    file(RELATIVE_PATH name ${ROOT} ${file})
    string(APPEND all "${name} ${digest}\n")
  endif()
endforeach()
string(SHA256 id "${all}")
string(SUBSTRING ${id} 0 16 id)
file(WRITE ${OUTPUT} "namespace gpubench {
extern const char* const kBuildId;
extern const char* const kVersion;
extern const char* const kCompilerFlags;
extern const char* const kCudaArchitectures;
const char* const kBuildId = \"${id}\";
const char* const kVersion = \"${VERSION}\";
const char* const kCompilerFlags = \"${FLAGS}\";
const char* const kCudaArchitectures = \"${ARCHITECTURES}\";
}  // namespace gpubench
")

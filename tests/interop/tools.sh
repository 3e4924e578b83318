#!/usr/bin/env bash
# The pinned tools that the tests need, installed under target/tools and nowhere else.
#
#   tests/interop/tools.sh [grpcurl|buf|python|node|protovalidate|cargo-hack|h2spec]...    (none named: all)
#
# Sourced, it gives the functions `tool_grpcurl`, `tool_buf`, `tool_python`, `tool_node`, `tool_protovalidate`,
# `tool_cargo_hack` and `tool_h2spec`. Each leaves its tool in place and returns 0; where the language's own toolchain is absent it says
# so and returns $SKIPPED, or 1 with CI=true. A stamp that holds the pins makes a second run immediate.

GRPCURL_VERSION=v1.9.3
BUF_VERSION=v1.75.0
CARGO_HACK_VERSION=0.6.46

SKIPPED=77
TOOLS_REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
TOOLS=$TOOLS_REPO/target/tools

# absent WHAT NEEDS: WHAT cannot run here because NEEDS is not installed.
absent() {
    if [[ ${CI:-} == true ]]; then
        echo "$1: FAIL, $2 is absent and CI=true" >&2
        return 1
    fi
    echo "$1: skipped, $2 is absent" >&2
    return "$SKIPPED"
}

# fresh NAME PINS: whether NAME was installed from exactly these pins.
fresh() { [[ -f $TOOLS/$1.pins && $(<"$TOOLS/$1.pins") == "$2" ]]; }

# installed NAME PINS: remembers it.
installed() { printf '%s\n' "$2" >"$TOOLS/$1.pins"; }

tool_grpcurl() {
    fresh grpcurl "$GRPCURL_VERSION" && return
    type -P go >/dev/null || { absent grpcurl "Go"; return; }
    mkdir -p "$TOOLS/bin" &&
        GOBIN=$TOOLS/bin go install "github.com/fullstorydev/grpcurl/cmd/grpcurl@$GRPCURL_VERSION" &&
        installed grpcurl "$GRPCURL_VERSION"
}

# A large program: some minutes the first time.
tool_buf() {
    fresh buf "$BUF_VERSION" && return
    type -P go >/dev/null || { absent buf "Go"; return; }
    mkdir -p "$TOOLS/bin" &&
        GOBIN=$TOOLS/bin go install "github.com/bufbuild/buf/cmd/buf@$BUF_VERSION" &&
        installed buf "$BUF_VERSION"
}

# venv TOOL FOLDER REQUIREMENTS: a virtual environment with these packages.
venv() {
    local pins
    python3 -c 'import ensurepip, venv' 2>/dev/null || { absent "$1" "Python 3 with venv"; return; }
    pins=$(python3 --version && cat "$3") || return
    fresh "$1" "$pins" && return
    rm -rf "${TOOLS:?}/$2" && mkdir -p "$TOOLS" &&
        python3 -m venv "$TOOLS/$2" &&
        "$TOOLS/$2/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$3" &&
        installed "$1" "$pins"
}

tool_python() { venv python venv "$TOOLS_REPO/tests/interop/python/requirements.txt"; }

tool_protovalidate() { venv protovalidate protovalidate "$TOOLS_REPO/tests/rules/requirements.txt"; }

tool_node() {
    local source=$TOOLS_REPO/tests/interop/node pins
    type -P node >/dev/null || { absent node "Node.js"; return; }
    type -P npm >/dev/null || { absent node "npm"; return; }
    pins=$(node --version && cat "$source/package.json" "$source/package-lock.json") || return
    fresh node "$pins" && return
    mkdir -p "$TOOLS/node" && cp "$source/package.json" "$source/package-lock.json" "$TOOLS/node/" &&
        npm --prefix "$TOOLS/node" ci --ignore-scripts --no-audit --no-fund --loglevel error &&
        installed node "$pins"
}

# cargo_tool NAME VERSION: a program from crates.io.
cargo_tool() {
    fresh "$1" "$2" && return
    CARGO_TARGET_DIR=$TOOLS/build cargo install "$1" --version "=$2" --locked --quiet --root "$TOOLS" &&
        installed "$1" "$2"
}

tool_cargo_hack() { cargo_tool cargo-hack "$CARGO_HACK_VERSION"; }

# From before Go had modules: what it is built from is pinned by a module of ours.
tool_h2spec() {
    local source=$TOOLS_REPO/tests/h2spec pins
    type -P go >/dev/null || { absent h2spec "Go"; return; }
    pins=$(go version && cat "$source/go.mod" "$source/go.sum") || return
    fresh h2spec "$pins" && return
    mkdir -p "$TOOLS/bin" &&
        go -C "$source" build -mod=readonly -o "$TOOLS/bin/h2spec" github.com/summerwind/h2spec/cmd/h2spec &&
        installed h2spec "$pins"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    set -uo pipefail
    (($#)) || set -- grpcurl buf python node protovalidate cargo-hack h2spec
    worst=0
    for tool in "$@"; do
        "tool_${tool//-/_}" || { code=$?; ((code == SKIPPED)) || worst=1; }
    done
    exit "$worst"
fi

#!/usr/bin/env bash
# The pinned tools that the tests need, installed under target/tools; and a browser, which is Debian's and says its version.
#
#   tests/interop/tools.sh [TOOL]...    grpcurl, buf, connectconformance, python, node, web, protovalidate, cargo-hack,
#                                       grpc-go, grpc-java, h2spec; none named: all
#
# Sourced, it gives a function for each: `tool_grpcurl`, …, `tool_grpc_java`. It leaves its tool in place and returns 0;
# where the language's own toolchain is absent it says so and returns $SKIPPED, or 1 with CI=true. A stamp that holds the
# pins makes a second run immediate.

GRPCURL_VERSION=v1.9.3
BUF_VERSION=v1.75.0
CONNECTCONFORMANCE_VERSION=v1.0.7
CARGO_HACK_VERSION=0.6.46
GRPC_GO_VERSION=v1.85.0
MAVEN_DEPENDENCY_VERSION=3.8.1

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

# again COMMAND...: runs what talks to a registry, three times before it has failed.
again() {
    local pause
    for pause in 5 20; do
        "$@" && return
        echo "again in $pause s: $*" >&2
        sleep "$pause"
    done
    "$@"
}

# fresh NAME PINS: whether NAME was installed from exactly these pins.
fresh() { [[ -f $TOOLS/$1.pins && $(<"$TOOLS/$1.pins") == "$2" ]]; }

# installed NAME PINS: remembers it.
installed() { printf '%s\n' "$2" >"$TOOLS/$1.pins"; }

tool_grpcurl() {
    fresh grpcurl "$GRPCURL_VERSION" && return
    type -P go >/dev/null || { absent grpcurl "Go"; return; }
    mkdir -p "$TOOLS/bin" &&
        GOBIN=$TOOLS/bin again go install "github.com/fullstorydev/grpcurl/cmd/grpcurl@$GRPCURL_VERSION" &&
        installed grpcurl "$GRPCURL_VERSION"
}

# A large program: some minutes the first time.
tool_buf() {
    fresh buf "$BUF_VERSION" && return
    type -P go >/dev/null || { absent buf "Go"; return; }
    mkdir -p "$TOOLS/bin" &&
        GOBIN=$TOOLS/bin again go install "github.com/bufbuild/buf/cmd/buf@$BUF_VERSION" &&
        installed buf "$BUF_VERSION"
}

tool_connectconformance() {
    fresh connectconformance "$CONNECTCONFORMANCE_VERSION" && return
    type -P go >/dev/null || { absent connectconformance "Go"; return; }
    mkdir -p "$TOOLS/bin" &&
        GOBIN=$TOOLS/bin again go install \
            "connectrpc.com/conformance/cmd/connectconformance@$CONNECTCONFORMANCE_VERSION" &&
        installed connectconformance "$CONNECTCONFORMANCE_VERSION"
}

# venv TOOL FOLDER REQUIREMENTS: a virtual environment with these packages.
venv() {
    local pins
    python3 -c 'import ensurepip, venv' 2>/dev/null || { absent "$1" "Python 3 with venv"; return; }
    pins=$(python3 --version && cat "$3") || return
    fresh "$1" "$pins" && return
    rm -rf "${TOOLS:?}/$2" && mkdir -p "$TOOLS" &&
        python3 -m venv "$TOOLS/$2" &&
        again "$TOOLS/$2/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$3" &&
        installed "$1" "$pins"
}

tool_python() { venv python venv "$TOOLS_REPO/tests/interop/python/requirements.txt"; }

tool_protovalidate() { venv protovalidate protovalidate "$TOOLS_REPO/tests/rules/requirements.txt"; }

# node_packages NAME: what tests/interop/NAME/package-lock.json pins.
node_packages() {
    local source=$TOOLS_REPO/tests/interop/$1 pins
    type -P node >/dev/null || { absent "$1" "Node.js"; return; }
    type -P npm >/dev/null || { absent "$1" "npm"; return; }
    pins=$(node --version && cat "$source/package.json" "$source/package-lock.json") || return
    fresh "$1" "$pins" && return
    mkdir -p "$TOOLS/$1" && cp "$source/package.json" "$source/package-lock.json" "$TOOLS/$1/" &&
        again npm --prefix "$(realpath "$TOOLS/$1")" ci --ignore-scripts --no-audit --no-fund --loglevel error &&
        installed "$1" "$pins"
}

tool_node() { node_packages node; }

# What a page is bundled from, and the browser that shows it: Debian's. CI installs it; elsewhere it is there or not.
tool_web() {
    chromium >/dev/null || {
        if [[ ${CI:-} == true && $EUID == 0 ]] && type -P apt-get >/dev/null; then
            again apt-get update -qq &&
                DEBIAN_FRONTEND=noninteractive again apt-get install -y -qq --no-install-recommends chromium || return
        else
            absent web "Chromium (Debian's package is called chromium)"
            return
        fi
    }
    "$(chromium)" --version 2>/dev/null || true
    node_packages web
}

# Where the browser is.
chromium() { type -P chromium || type -P chromium-browser || type -P google-chrome; }

# cargo_tool NAME VERSION: a program from crates.io.
cargo_tool() {
    fresh "$1" "$2" && return
    CARGO_TARGET_DIR=$TOOLS/build again cargo install "$1" --version "=$2" --locked --quiet --root "$TOOLS" &&
        installed "$1" "$2"
}

tool_cargo_hack() { cargo_tool cargo-hack "$CARGO_HACK_VERSION"; }

# grpc-go's interoperability client, target/tools/grpc-go/client.
tool_grpc_go() {
    fresh grpc-go "$GRPC_GO_VERSION" && return
    type -P go >/dev/null || { absent grpc-go "Go"; return; }
    mkdir -p "$TOOLS/grpc-go" &&
        GOBIN=$TOOLS/grpc-go again go install "google.golang.org/grpc/interop/client@$GRPC_GO_VERSION" &&
        installed grpc-go "$GRPC_GO_VERSION"
}

# grpc-java's, as a folder of archives: target/tools/grpc-java.
tool_grpc_java() {
    local source=$TOOLS_REPO/tests/interop/official pins
    type -P java >/dev/null || { absent grpc-java "Java"; return; }
    type -P mvn >/dev/null || { absent grpc-java "Maven"; return; }
    pins="$MAVEN_DEPENDENCY_VERSION $(cat "$source/pom.xml")"
    fresh grpc-java "$pins" && return
    rm -rf "${TOOLS:?}/grpc-java" && mkdir -p "$TOOLS" &&
        again mvn -q -B -f "$source/pom.xml" \
            "org.apache.maven.plugins:maven-dependency-plugin:$MAVEN_DEPENDENCY_VERSION:copy-dependencies" \
            -DincludeScope=runtime "-DoutputDirectory=$TOOLS/grpc-java" &&
        installed grpc-java "$pins"
}

# From before Go had modules: what it is built from is pinned by a module of ours.
tool_h2spec() {
    local source=$TOOLS_REPO/tests/h2spec pins
    type -P go >/dev/null || { absent h2spec "Go"; return; }
    pins=$(go version && cat "$source/go.mod" "$source/go.sum") || return
    fresh h2spec "$pins" && return
    mkdir -p "$TOOLS/bin" &&
        again go -C "$source" build -mod=readonly -o "$TOOLS/bin/h2spec" github.com/summerwind/h2spec/cmd/h2spec &&
        installed h2spec "$pins"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    set -uo pipefail
    (($#)) || set -- grpcurl buf connectconformance python node web protovalidate cargo-hack grpc-go grpc-java h2spec
    worst=0
    for tool in "$@"; do
        "tool_${tool//-/_}" || { code=$?; ((code == SKIPPED)) || worst=1; }
    done
    exit "$worst"
fi

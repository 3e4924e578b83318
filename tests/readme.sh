#!/usr/bin/env bash
# Runs what README.md says, in its order: every command of its ```sh blocks and every ```python block.
#
#   tests/readme.sh [README]
#
# A `cargo run -p example-user-service` that serves is started and left running for what follows, until the next one
# or the end, when SIGTERM must end it in order. `git clone`, `cd` and `tests/run` itself are left out. All runs in
# target/readme, where the repository's folders are linked, so that the database is new and yours stays yours.
set -uo pipefail

repo=$(cd "$(dirname "$0")/.." && pwd)
readme=$(realpath "${1:-$repo/README.md}")
# shellcheck source=tests/interop/tools.sh
source "$repo/tests/interop/tools.sh"
SERVER_PATIENCE=300 # the first start compiles
# shellcheck source=tests/interop/server.sh
source "$repo/tests/interop/server.sh"

failures=0
commands=0
trap server_kill EXIT

prepare() {
    local entry tool
    for tool in grpcurl python; do
        "tool_$tool" || exit
    done
    PATH=$TOOLS/bin:$TOOLS/venv/bin:$PATH
    rm -rf "$repo/target/readme" && mkdir -p "$repo/target/readme" && cd "$repo/target/readme" || exit
    for entry in "$repo"/*; do
        case ${entry##*/} in
        Cargo.* | target | *.db*) ;; # cargo finds its manifest above
        *) ln -s "$entry" . ;;
        esac
    done
}

failed() {
    echo "FAIL  readme: $1"
    failures=$((failures + 1))
}

stop() {
    [[ -n $SERVER_PID ]] || return 0
    server_stop || failed "the server ends on SIGTERM with exit code $?"
}

# serves COMMAND: whether this starts the server and stays.
serves() { [[ $1 =~ ^cargo\ run(\ --release)?\ -p\ example-user-service(\ --\ (serve|-).*)?(\ *&)?$ ]]; }

shell() {
    local __command=$1
    case $__command in
    "git clone"* | "cd "* | tests/run* | */tests/run*)
        echo "left out: $__command"
        return
        ;;
    esac
    echo "\$ $__command"
    commands=$((commands + 1))
    if serves "$__command"; then
        stop
        local -a words
        eval "words=(${__command%%&*})"
        server_start "$repo/target/readme-server.log" "${words[@]}" || failed "$__command"
        sed 's/^/    /' "$repo/target/readme-server.log"
    else
        eval "$__command" </dev/null || failed "$__command"
    fi
}

# complete TEXT: whether a shell would run this, and not wait for more.
complete() { [[ $1 != *\\ ]] && bash -n <<<"$1" 2>/dev/null; }

# shell_block TEXT: its commands, one after the other; a variable set by one is there for the next.
shell_block() {
    local line pending=''
    while IFS= read -r line; do
        line=${line#"$ "}
        [[ -n $pending ]] || line=$(sed -E 's/^#.*//; s/[[:space:]]+# .*//' <<<"$line")
        pending+=${pending:+$'\n'}$line
        [[ -n ${pending// /} ]] || continue
        complete "$pending" || continue
        shell "$pending"
        pending=''
    done <<<"$1"
    [[ -z $pending ]] || failed "no end to: $pending"
}

python_block() {
    local file=block-$commands.py
    commands=$((commands + 1))
    printf '%s' "$1" >"$file"
    echo "\$ python $file"
    python "$file" </dev/null || failed "$file"
}

blocks() {
    local line kind='' text='' lines
    mapfile -t lines <"$readme"
    for line in "${lines[@]}"; do
        if [[ -n $kind && $line == '```' ]]; then
            case $kind in
            sh) shell_block "$text" ;;
            python) python_block "$text" ;;
            esac
            kind='' text=''
        elif [[ -n $kind ]]; then
            text+=$line$'\n'
        elif [[ $line == '```'* ]]; then
            kind=${line#'```'}
            kind=${kind:-text}
        fi
    done
}

[[ -f $readme ]] || { echo "FAIL  readme: there is no README.md" && exit 1; }
prepare
blocks
stop
((commands > 0)) || failed "it shows no command"
echo "readme: $commands commands, $failures failed"
((failures == 0))

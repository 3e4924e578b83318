# shellcheck shell=bash
# Sourced: `server_start LOG COMMAND…` runs a server and waits until it says where it listens; `server_stop` ends it.
# Output goes to LOG. In between, SERVER_PID and SERVER_ADDR (host:port) say which and where.

SERVER_PID=''
SERVER_ADDR=''
: "${SERVER_PATIENCE:=60}" # seconds of silence before a server counts as stuck

# Waits for a line with http://127.0.0.1:PORT (or another local name) on stdout or stderr, written once it accepts.
# A server that ends first has failed.
server_start() {
    local log=$1 pipe reader line
    shift
    pipe=$(mktemp -u)
    mkfifo "$pipe"
    "$@" >"$pipe" 2>&1 </dev/null &
    SERVER_PID=$!
    exec {reader}<"$pipe"
    rm -f "$pipe"
    : >"$log"
    while IFS= read -r -t "$SERVER_PATIENCE" -u "$reader" line; do
        printf '%s\n' "$line" >>"$log"
        if [[ $line =~ https?://(127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1?\]):([0-9]+) ]]; then
            SERVER_ADDR=127.0.0.1:${BASH_REMATCH[2]}
            cat <&"$reader" >>"$log" & # it may write as much as it likes
            exec {reader}<&-
            return 0
        fi
    done
    exec {reader}<&-
    echo "server: it does not say that it listens; it wrote:" >&2
    sed 's/^/    /' "$log" >&2
    server_kill
    return 1
}

# SIGTERM, and its exit code. A server that stays is killed, which is 137.
server_stop() {
    local pid=$SERVER_PID never watch code
    SERVER_PID='' SERVER_ADDR=''
    kill -TERM "$pid" 2>/dev/null
    exec {never}<> <(:)
    { read -r -t "$SERVER_PATIENCE" -u "$never" || kill -KILL "$pid"; } 2>/dev/null &
    watch=$!
    wait "$pid"
    code=$?
    kill "$watch" 2>/dev/null
    wait "$watch" 2>/dev/null
    exec {never}<&-
    return "$code"
}

# For a trap: whatever still runs, at once.
server_kill() {
    [[ -n $SERVER_PID ]] || return 0
    kill -KILL "$SERVER_PID" 2>/dev/null
    wait "$SERVER_PID" 2>/dev/null
    SERVER_PID='' SERVER_ADDR=''
}

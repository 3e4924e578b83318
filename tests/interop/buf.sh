#!/usr/bin/env bash
# `buf curl` against a running example user service, by gRPC and by gRPC-Web.
#
#   tests/interop/buf.sh ADDR ADMIN_TOKEN        ADDR is host:port
#
# Prints `ok` or `FAIL` per check, and fails if one did. It can run again on the same server, and leaves users 1 and 2 as
# they were.
set -uo pipefail

if (($# != 2)); then
    sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
url=http://$1 admin=$2
repo=$(cd "$(dirname "$0")/../.." && pwd)
cd "$repo" || exit
failures=0

# call PROTOCOL OPTION… METHOD: what it printed, without the blanks, which vary.
call() {
    local protocol=$1 method=${!#}
    set -- "${@:2:$#-2}"
    [[ $protocol == grpcweb ]] || set -- --http2-prior-knowledge "$@"
    target/tools/bin/buf curl --protocol "$protocol" "$@" "$url/user.UserService/$method" 2>&1 | tr -d ' \n'
}

# holds NAME ACTUAL PART…: ACTUAL contains every PART.
holds() {
    local name=$1 actual=$2 part
    shift 2
    for part in "$@"; do
        [[ $actual == *"$part"* ]] && continue
        echo "FAIL  buf: $name"
        sed 's/^/      /' <<<"no $part in:"$'\n'"$actual"
        failures=$((failures + 1))
        return
    done
    echo "ok    buf: $name"
}

contract=(--schema proto/contract.binpb)
holds "grpc: types by reflection" "$(call grpc --reflect -d '{"id": "1"}' GetUser)" '"id":"1"'
for protocol in grpc grpcweb; do
    holds "$protocol: a unary call" "$(call "$protocol" "${contract[@]}" -d '{"id": "1"}' GetUser)" '"id":"1"'
    holds "$protocol: server streaming" "$(call "$protocol" "${contract[@]}" -d '{}' ListUsersStream)" \
        '"id":"1"' '"id":"2"'
    holds "$protocol: client streaming" \
        "$(call "$protocol" "${contract[@]}" -H "authorization: Bearer $admin" -d @- CreateUsers </dev/null)" '{}'
    holds "$protocol: an error with details" "$(call "$protocol" "${contract[@]}" -d '{"id": "none"}' GetUser)" \
        '"not_found"' 'google.rpc.ErrorInfo'
done
((failures == 0))

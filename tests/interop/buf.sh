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
run=$$-$RANDOM
failures=0

# call PROTOCOL OPTION… METHOD: `said` is what it printed, without the blanks, which vary, and `code` what it ended with.
call() {
    local protocol=$1 method=${!#}
    set -- "${@:2:$#-2}"
    [[ $protocol == grpcweb ]] || set -- --http2-prior-knowledge "$@"
    said=$(target/tools/bin/buf curl --protocol "$protocol" "$@" "$url/user.UserService/$method" 2>&1)
    code=$?
    said=${said//[[:space:]]/}
}

# succeeded NAME PART…: the call did, and said every PART.
succeeded() { judge "$1" "$((code == 0))" "${@:2}"; }
# failed NAME PART…: the call did, and said every PART.
failed() { judge "$1" "$((code != 0))" "${@:2}"; }

judge() {
    local name=$1 is_right=$2 part missing=
    for part in "${@:3}"; do
        [[ $said == *"$part"* ]] || missing+="no $part, "
    done
    if ((is_right)) && [[ -z $missing ]]; then
        echo "ok    buf: $name"
    else
        echo "FAIL  buf: $name"
        sed 's/^/      /' <<<"${missing}exit code $code:"$'\n'"$said"
        failures=$((failures + 1))
    fi
}

contract=(--schema proto/contract.binpb)
call grpc --reflect -d '{"id": "1"}' GetUser
succeeded "grpc: types by reflection" '"id":"1"'
for protocol in grpc grpcweb; do
    call "$protocol" "${contract[@]}" -d '{"id": "1"}' GetUser
    succeeded "$protocol: a unary call" '"id":"1"'

    call "$protocol" "${contract[@]}" -d '{}' ListUsersStream
    succeeded "$protocol: server streaming" '"id":"1"' '"id":"2"'

    emails=("dan-$protocol-$run@example.com" "eve-$protocol-$run@example.com")
    call "$protocol" "${contract[@]}" -d @- CreateUsers <<<"{\"name\": \"Dan\", \"email\": \"${emails[0]}\"}
        {\"name\": \"Eve\", \"email\": \"${emails[1]}\"}"
    mapfile -t ids < <(grep -o '"id":"[^"]*"' <<<"$said" | cut -d '"' -f 4)
    succeeded "$protocol: client streaming" "$(printf '{"users":[{"id":"%s","name":"Dan","email":"%s"},{"id":"%s","name":"Eve","email":"%s"}]}' \
        "${ids[0]:-}" "${emails[0]}" "${ids[1]:-}" "${emails[1]}")"
    for id in "${ids[@]}"; do
        call "$protocol" "${contract[@]}" -H "authorization: Bearer $admin" -d "{\"id\": \"$id\"}" DeleteUser
        succeeded "$protocol: a header of the caller's" '{"success":true}'
    done

    call "$protocol" "${contract[@]}" -d '{"id": "none"}' GetUser
    failed "$protocol: an error with details" '"not_found"' 'google.rpc.ErrorInfo'
done
((failures == 0))

#!/usr/bin/env bash
# The real grpcurl against a running example user service.
#
#   tests/interop/grpcurl.sh ADDR ADMIN_TOKEN VIEWER_TOKEN        ADDR is host:port
#
# Everything grpcurl knows it learns from the server's reflection. Prints `ok` or `FAIL` per check, and fails if one
# did. It can run again on the same server, and leaves users 1 and 2 as they were.
set -uo pipefail

if (($# != 3)); then
    sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
addr=$1 admin=$2 viewer=$3
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../../target/tools/bin
run=$$-$RANDOM
patience=20 # seconds, for what must arrive at all
scratch=$(mktemp -d)
failures=0

# ---- checks

ok() { echo "ok    grpcurl: $1"; }
fail() {
    echo "FAIL  grpcurl: $1"
    [[ -z ${2:-} ]] || sed 's/^/      /' <<<"$2"
    failures=$((failures + 1))
}

# same NAME ACTUAL: ACTUAL is what expected/NAME.txt holds.
same() {
    local difference
    if difference=$(diff -u --label "expected/$1.txt" "$here/expected/$1.txt" --label "grpcurl" - <<<"$2"); then
        ok "$1"
    else
        fail "$1" "$difference"
    fi
}

# holds NAME ACTUAL PART…: ACTUAL contains every PART.
holds() {
    local name=$1 actual=$2 part
    shift 2
    for part in "$@"; do
        if [[ $actual != *"$part"* ]]; then
            fail "$name" "no $part in:"$'\n'"$actual"
            return
        fi
    done
    ok "$name"
}

# ---- calls

grpcurl() { "$tools/grpcurl" -plaintext -max-time "$patience" "$@" 2>&1; }
describe() { grpcurl "$addr" describe "$1"; }
# call [OPTION…] METHOD: what a call of the user service printed, and the error it ended with.
call() { grpcurl "${@:1:$#-1}" "$addr" "user.UserService/${!#}"; }
# check SERVICE: the health of it.
check() { grpcurl -d "{\"service\": \"$1\"}" "$addr" grpc.health.v1.Health/Check; }

# A message of an error is for people, and may be reworded.
without_message() { sed '/^  Message:/d'; }
# Comments and options may come and go; methods, names and numbers may not.
without_comments() { sed -E '/^ *(\/\/|option )/d; /^ *$/d; /^  \}$/d; s/^(  rpc .*\)) \{$/\1;/'; }

field() { sed -n "s/^ *\"$1\": \"\(.*\)\",\{0,1\}\$/\1/p"; }
admin() { call -H "authorization: Bearer $admin" "$@"; }

# ---- what the server says of itself

reflection() {
    local message
    same list "$(grpcurl "$addr" list)"
    same describe "$(
        describe user.UserService | without_comments
        for message in User GetUserRequest CreateUserRequest ListUsersRequest ListUsersResponse UpdateUserRequest \
            DeleteUserRequest DeleteUserResponse ListUsersStreamRequest CreateUsersResponse ChatMessage; do
            describe "user.$message" | without_comments
        done
    )"
    same describe-error-info "$(describe google.rpc.ErrorInfo | without_comments)"
    holds describe-unknown "$(describe user.Nothing)" 'Symbol not found: user.Nothing'
}

health() {
    same health "$(check '')"
    same health "$(check user.UserService)"
    same health-unknown "$(check no.Such | without_message)"
}

# ---- the four call shapes

unary() {
    local made id
    same get-user "$(call -d '{"id": "1"}' GetUser)"

    made=$(call -d '{"name": "Carol", "email": "carol-'"$run"'@example.com"}' CreateUser)
    holds create-user "$made" '"name": "Carol"' "carol-$run@example.com"
    id=$(field id <<<"$made")
    holds update-user "$(call -d '{"id": "'"$id"'", "name": "Caroline", "email": "caroline-'"$run"'@example.com"}' UpdateUser)" \
        "\"id\": \"$id\"" '"name": "Caroline"' "caroline-$run@example.com"
    holds get-updated-user "$(call -d '{"id": "'"$id"'"}' GetUser)" '"name": "Caroline"'
    holds list-users "$(call ListUsers)" '"users": [' '"name": "Alice"' '"name": "Bob"' "caroline-$run@example.com"

    errors "$id"
    authorization "$id"
}

streaming() {
    local made id
    holds list-users-stream "$(call ListUsersStream)" $'{\n  "id": "1",\n  "name": "Alice"' $'}\n{\n'

    made=$(call -d '{"name": "Dan", "email": "dan-'"$run"'@example.com"} {"name": "Eve", "email": "eve-'"$run"'@example.com"}' CreateUsers)
    holds create-users "$made" '"users": [' "dan-$run@example.com" "eve-$run@example.com"
    for id in $(field id <<<"$made"); do
        same deleted "$(admin -d '{"id": "'"$id"'"}' DeleteUser)"
    done
    same create-no-users "$(call -d '' CreateUsers)"
}

# A caller in the room: `join NAME` starts it, `say NAME TEXT` sends, `hears NAME TEXT` waits, `leave NAME` ends it.
declare -A pids mouths ears
join() {
    local mouth ear
    mkfifo "$scratch/$1.in" "$scratch/$1.out"
    "$tools/grpcurl" -plaintext -max-time "$patience" -d @ "$addr" user.UserService/Chat <"$scratch/$1.in" >"$scratch/$1.out" 2>&1 &
    pids[$1]=$!
    exec {mouth}>"$scratch/$1.in" {ear}<"$scratch/$1.out"
    mouths[$1]=$mouth ears[$1]=$ear
}
say() { printf '{"from": "%s", "text": "%s", "sentAt": "2001-02-03T04:05:06Z"}\n' "$1" "$2" >&"${mouths[$1]}"; }
hears() {
    local line seen=
    while IFS= read -r -t "$patience" -u "${ears[$1]}" line; do
        seen+=$line$'\n'
        [[ $line != *"\"text\": \"$2\""* ]] || return 0
    done
    echo "$1 heard:"$'\n'"$seen"
    return 1
}
leave() {
    local mouth=${mouths[$1]} ear=${ears[$1]}
    kill "${pids[$1]}" 2>/dev/null
    exec {mouth}>&- {ear}<&-
    wait "${pids[$1]}" 2>/dev/null
    unset "pids[$1]"
}

# heard CHECK NAME TEXT: NAME hears TEXT, now or soon.
heard() {
    local instead
    if instead=$(hears "$2" "$3"); then ok "$1"; else fail "$1" "$instead"; fi
}

chat() {
    join ann
    join ben
    say ann "ann is here $run"
    heard "chat: a caller hears itself, and so is in the room" ann "ann is here $run"
    say ben "hello from ben $run"
    heard "chat: a second caller too" ben "hello from ben $run"
    heard "chat: the first hears the second" ann "hello from ben $run"
    leave ben
    leave ann
}

# ---- what is refused

# errors ID: ID is a user called Caroline.
errors() {
    same not-found "$(call -d '{"id": "nope"}' GetUser | without_message)"
    holds invalid-email "$(call -d '{"name": "Frank", "email": "frank"}' CreateUser)" \
        'Code: InvalidArgument' 'google.rpc.BadRequest' '"field": "email"' '"description": "'
    holds invalid-both "$(call -d '{"name": "", "email": ""}' CreateUser)" \
        'Code: InvalidArgument' '"field": "name"' '"field": "email"'
    holds already-exists "$(call -d '{"name": "Alice", "email": "alice@example.com"}' CreateUser)" \
        'Code: AlreadyExists' 'google.rpc.ErrorInfo' '"domain": "user.UserError"'
    holds already-exists-on-update "$(call -d '{"id": "'"$1"'", "name": "Alice", "email": "alice@example.com"}' UpdateUser)" \
        'Code: AlreadyExists' 'google.rpc.ErrorInfo' '"domain": "user.UserError"'
}

# authorization ID: ID is a user to delete.
authorization() {
    local request='{"id": "'"$1"'"}'
    holds delete-without-token "$(call -d "$request" DeleteUser)" 'Code: Unauthenticated'
    holds delete-with-nonsense "$(call -H 'authorization: Bearer nonsense' -d "$request" DeleteUser)" 'Code: Unauthenticated'
    holds delete-as-viewer "$(call -H "authorization: Bearer $viewer" -d "$request" DeleteUser)" 'Code: PermissionDenied'
    same deleted "$(admin -d "$request" DeleteUser)"
    holds delete-again "$(admin -d "$request" DeleteUser)" 'Code: NotFound' '"reason": "NOT_FOUND"' "\"id\": \"$1\""
}

finish() {
    local name
    for name in "${!pids[@]}"; do leave "$name"; done
    rm -rf "$scratch"
}
trap finish EXIT
trap '' PIPE # a caller that was refused hears nothing: that is a failed check, not the end of this script

reflection
health
unary
streaming
chat
((failures == 0)) || echo "grpcurl: $failures failed"
exit $((failures > 0))

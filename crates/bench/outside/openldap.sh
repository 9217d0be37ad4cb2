#!/usr/bin/env bash
# OpenLDAP as a whole system: groups that dynlist works out when they are read, and what a change of a person costs
# with autogroup, which keeps the members of groups as people change.
#
#   apt-get install --no-install-recommends slapd ldap-utils
#   cargo run --release -p ingroup-bench -- --size S --users 10000 --rules 1000 --write-workload WORKLOAD
#   crates/bench/outside/openldap.sh WORKLOAD FOLDER [OVERLAYS]
#
# Starts its own servers on sockets in FOLDER (an absolute path), and ends them.
set -euo pipefail
workload=$1 folder=$2 overlays=${3:-dynlist autogroup}
here=$(dirname "$0")
python3 "$here/ldif.py" "$workload" "$folder"

# A server for an overlay, filled; sets $socket and $server.
start() {
    rm -f "$folder/$1.db"/*
    slapadd -q -f "$folder/$1.conf" -l "$folder/entries.ldif"
    socket="ldapi://$(printf %s "$folder/$1.socket" | sed 's,/,%2F,g')"
    slapd -f "$folder/$1.conf" -h "$socket" -d none 2> "$folder/$1.log" &
    server=$!
    trap 'kill "$server" 2> /dev/null || true' EXIT
    for _ in $(seq 600); do
        ldapsearch -x -H "$socket" -b dc=example -s base > /dev/null 2>&1 && return
        kill -0 "$server" 2> /dev/null || break
        sleep 0.5
    done
    echo "slapd does not answer: $(tail -n 3 "$folder/$1.log")" >&2
    exit 1
}

stop() {
    kill "$server"
    wait "$server" || true
}

# What the server has worked, in hundredths of seconds.
worked() {
    awk '{ print $14 + $15 }' "/proc/$server/stat"
}

# The seconds that a command takes, and those that the server works for it.
seconds_of() {
    local from before
    from=$(date +%s.%N) before=$(worked)
    "$@"
    echo "$(date +%s.%N) - $from" | bc
    echo "scale=2; ($(worked) - $before) / 100" | bc
}

read_groups() {
    ldapsearch -x -LLL -o ldif-wrap=no -H "$socket" -b ou=groups,dc=example -f "$folder/groups" '(cn=%s)' member \
        > "$folder/members.ldif"
}

change_people() {
    ldapmodify -x -D cn=admin,dc=example -w secret -H "$socket" -f "$folder/changes.ldif" > /dev/null
}

for overlay in $overlays; do
    start "$overlay"
    case $overlay in
        dynlist) python3 "$here/ldap_line.py" members "$workload" "$folder" $(seconds_of read_groups) ;;
        autogroup) python3 "$here/ldap_line.py" changes "$workload" "$folder" $(seconds_of change_people) ;;
    esac
    stop
done

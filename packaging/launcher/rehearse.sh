#!/bin/sh
# Two short lives of the appliance in a network of its own, so that the JVM sees what a start needs. In the first it
# takes a configuration of some size, in the second, which the JVM records, it starts from what it has stored, somebody
# logs in and asks for something over NETCONF, and it is told to stop.
# rehearse.sh FOLDER DOCUMENT CACHE COMMAND ARG...
set -eu

folder=$1
document=$2
cache=$3
shift 3

# Entries of a list, enough that what reads one at the start is compiled, and known as worth compiling.
entries=20000

ip link set lo up
key=
if command -v ssh >/dev/null && command -v ssh-keygen >/dev/null; then
    ssh-keygen -q -N '' -t ed25519 -f "$folder/key"
    read -r algorithm data _ <"$folder/key.pub"
    key="<authorized-key><name>key</name><algorithm>$algorithm</algorithm><key-data>$data</key-data></authorized-key>"
fi
{
    echo '<config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">'
    sed -e '/^<?xml/d' -e '/^<\/mcp>/d' "$document"
    seq -f '<interface><name>ppp%.0f</name><role>customer-facing</role></interface>' "$entries"
    echo '</mcp>'
    echo '<system xmlns="urn:braid:yang:braid-system"><ssh><port>2830</port></ssh>'
    echo "<authentication><user><name>rehearsal</name>$key</user></authentication></system></config>"
} >"$folder/config.xml"

# begin ARG...: starts the appliance, and waits until it is ready.
begin() {
    : >"$folder/log"
    "$@" >"$folder/log" 2>&1 &
    appliance=$!
    tries=0
    until grep -q event=ready "$folder/log"; do
        kill -0 "$appliance" 2>/dev/null || exit 1
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || break
        sleep 0.2
    done
}

# finish: tells it to stop.
finish() {
    kill -TERM "$appliance"
    wait "$appliance"
}

begin "$@" run --state "$folder/state" --config "$folder/config.xml"
finish
export JDK_JAVA_OPTIONS="-XX:AOTCacheOutput=$cache"
begin "$@" run --state "$folder/state"

base='urn:ietf:params:xml:ns:netconf:base:1.0'
if [ -n "$key" ]; then
    # The chunks of RFC 6242 are left to others: what matters here is behind them.
    {
        echo "<hello xmlns=\"$base\"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability></capabilities></hello>]]>]]>"
        for operation in '<get-config><source><running/></source></get-config>' '<get/>' \
            '<edit-config><target><candidate/></target><config><system xmlns="urn:braid:yang:braid-system"><hostname>a</hostname></system></config></edit-config>' \
            '<commit/>' '<close-session/>'; do
            echo "<rpc xmlns=\"$base\" message-id=\"1\">$operation</rpc>]]>]]>"
        done
    } | timeout 30 ssh -F none -p 2830 -i "$folder/key" -o IdentitiesOnly=yes -o StrictHostKeyChecking=no \
        -o UserKnownHostsFile=/dev/null -o BatchMode=yes -s rehearsal@127.0.0.1 netconf >>"$folder/log" 2>&1 || :
fi
finish

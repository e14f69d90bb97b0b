#!/bin/sh
# Furnishes fresh namespaces and becomes the command. Run by unshare, as the root of a user namespace.
set -eu

# The name of this process outside: this /proc still shows it. Whoever wants to look into a lab from another terminal
# enters with this prefix.
read -r outside _ </proc/self/stat
BRAID_ENTER="nsenter --target $outside --user --preserve-credentials --mount --net"
if [ $$ -eq 1 ]; then
    mount -t proc proc /proc
    BRAID_ENTER="$BRAID_ENTER --pid"
fi
export BRAID_ENTER

# ip netns keeps its names here, and needs a /run it may write.
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/netns /run/lock
# A folder for the files of a run. Process ids of namespaces side by side are alike, so that a run which sweeps up after
# dead ones must not find the files of a living neighbour; and this one disappears by itself.
BRAID_TMP=/run/braid
mkdir $BRAID_TMP
export BRAID_TMP
# The devices of this network namespace, for receive packet steering on veths.
if mount -t sysfs sysfs /sys 2>/dev/null; then
    mount -t cgroup2 cgroup2 /sys/fs/cgroup 2>/dev/null || :
else
    echo 'braid: /sys cannot be mounted here: rates will be lower than they could be' >&2
fi
ip link set lo up
# unshare runs with SIGHUP ignored, lest it die before the command has cleaned up.
exec env --default-signal=HUP "$@"

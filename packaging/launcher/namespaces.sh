# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with ./braid
# Runs a command where it may make network namespaces: as it is when allowed, else in user, network, mount and process
# namespaces of its own, which die with it. Sourced by ./braid.

own='--user --map-root-user --net --mount --cgroup --fork --kill-child'

# privileged: whether this process may make network namespaces as it is (root on a real machine).
privileged() {
    unshare --net --mount true 2>/dev/null
}

# in_lab COMMAND ARG...: does not return.
in_lab() {
    if privileged; then exec "$@"; fi
    in_own "$@"
    exit "$supervised"
}

# in_own COMMAND ARG...: the same in namespaces of its own; sets supervised to the exit code.
in_own() {
    # A process namespace of its own takes all children along when it ends; some containers refuse to mount its /proc.
    # shellcheck disable=SC2086 # a list of options
    if unshare $own --pid --mount-proc true 2>/dev/null; then
        supervise env --ignore-signal=HUP setpriv --pdeathsig KILL unshare $own --pid sh "$parts/inside.sh" "$@"
    elif unshare $own true 2>/dev/null; then
        supervise env --ignore-signal=HUP setpriv --pdeathsig KILL unshare $own sh "$parts/inside.sh" "$@"
    else
        no_namespaces
    fi
}

no_namespaces() {
    say 'this needs network namespaces: root, or a kernel that lets users make namespaces of their own.'
    if knob kernel/unprivileged_userns_clone 0; then
        say '  sysctl kernel.unprivileged_userns_clone is 0; as root: sysctl -w kernel.unprivileged_userns_clone=1'
    elif knob user/max_user_namespaces 0; then
        say '  sysctl user.max_user_namespaces is 0; as root: sysctl -w user.max_user_namespaces=10000'
    elif knob kernel/apparmor_restrict_unprivileged_userns 1; then
        say '  AppArmor restricts them; as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'
    else
        # shellcheck disable=SC2086 # a list of options
        say "  the kernel or the container says: $(unshare $own true 2>&1 | head -n 1)"
        say '  (in a container: its seccomp profile must allow unshare and mount)'
    fi
    stop 77 'or run the same command as root.'
}

# knob NAME VALUE: whether a sysctl exists and has this value.
knob() {
    [ "$(cat "/proc/sys/$1" 2>/dev/null || echo none)" = "$2" ]
}

# supervise COMMAND ARG...: runs it, passes signals on, sets supervised to its exit code. A shell starts background
# commands with SIGINT ignored and without standard input; both are put right. unshare blocks SIGINT and SIGTERM while
# it waits and is told to ignore SIGHUP (inside.sh puts that right for the command), so that a signal goes to its child.
# If this shell is killed outright, the kernel kills unshare, and with it the whole process namespace.
supervise() {
    exec 3<&0
    env --default-signal=INT,QUIT "$@" <&3 3<&- &
    supervised_pid=$!
    exec 3<&-
    for supervise_signal in HUP INT TERM; do
        # shellcheck disable=SC2064 # the name of this signal, now
        trap "forward $supervise_signal" $supervise_signal
    done
    while :; do
        supervised=0
        wait "$supervised_pid" || supervised=$?
        kill -0 "$supervised_pid" 2>/dev/null || break
    done
    trap - HUP INT TERM
}

forward() {
    for forward_pid in $(cat "/proc/$supervised_pid/task/$supervised_pid/children" 2>/dev/null) "$supervised_pid"; do
        kill -s "$1" "$forward_pid" 2>/dev/null || :
    done
}

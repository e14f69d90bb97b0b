# shellcheck shell=sh disable=SC2154 # variables are shared with ./braid
# Opens the command line of an appliance on this host. Sourced by ./braid.

# cli_command [--state DIR] [--user NAME] [COMMAND...]
cli_command() {
    cli_state=
    cli_user=admin
    while [ $# -gt 0 ]; do
        case $1 in
            --state | --user) [ $# -gt 1 ] || wrong "$1 needs a value (./braid cli --help)" ;;
        esac
        case $1 in
            --state) cli_state=$2 && shift 2 ;;
            --user) cli_user=$2 && shift 2 ;;
            --state=*) cli_state=${1#*=} && shift ;;
            --user=*) cli_user=${1#*=} && shift ;;
            --) shift && break ;;
            -*) wrong "unknown option \"$1\" (./braid cli --help)" ;;
            *) break ;;
        esac
    done
    need "$packages_cli"
    [ -n "$cli_state" ] || cli_state=$(usual_state)
    cli_where=$cli_state/ssh/listening
    # Its first word is the process: a file that a killed appliance has left behind tells of nothing.
    if ! [ -r "$cli_where" ] || ! read -r cli_pid cli_address cli_port <"$cli_where" || ! [ -d "/proc/$cli_pid" ]; then
        stop 1 "no appliance runs here with its state in $cli_state" \
            'start one by ./braid run, or say where another one keeps its state: ./braid cli --state DIR'
    fi
    cli_known=$(mktemp)
    trap 'rm -f -- "$cli_known"' EXIT
    for cli_key in "$cli_state"/ssh/ssh_host_*_key; do
        printf 'braid %s\n' "$(ssh-keygen -y -f "$cli_key")" >>"$cli_known"
    done
    cli_status=0
    ssh -p "$cli_port" -l "$cli_user" -o HostKeyAlias=braid -o UserKnownHostsFile="$cli_known" \
        -o GlobalKnownHostsFile=/dev/null -o StrictHostKeyChecking=yes -o LogLevel=ERROR \
        "$cli_address" "$@" || cli_status=$?
    exit "$cli_status"
}

# usual_state: where an appliance of this user keeps its state.
usual_state() {
    if [ "$(id -u)" -eq 0 ]; then
        echo /var/lib/braid
    else
        echo "$HOME/.local/state/braid"
    fi
}

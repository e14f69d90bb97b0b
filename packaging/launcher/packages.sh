# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with ./braid
# Debian packages a command needs. Sourced by ./braid. A need is "program:package",
# or "/file:package" for what is no program.

packages_build='mvn:maven flock:util-linux'
packages_run='ip:iproute2 tc:iproute2 nft:nftables sysctl:procps unshare:util-linux setpriv:util-linux'
packages_cli='ssh:openssh-client ssh-keygen:openssh-client'
packages_radius='/usr/sbin/freeradius:freeradius radclient:freeradius-utils'
packages_demo="$packages_run ssh:openssh-client $packages_radius"
packages_lab="$packages_demo tshark:tshark yangcli:yangcli script:bsdutils
    radsecproxy:radsecproxy openssl:openssl oidentd:oidentd
    /usr/bin/python3:python3 /usr/lib/python3/dist-packages/ncclient/__init__.py:python3-ncclient"
packages_test="$packages_build $packages_lab yanglint:libyang-tools yangdump:yangdump tmux:tmux"
packages_bench="$packages_demo haproxy:haproxy mptcpize:mptcpize"

policy=/usr/sbin/policy-rc.d
policy_mark='# written by ./braid while it installs packages; removed when it has'

# need LIST: installs what is missing when root, else names it and exits 69.
need() {
    need_packages=
    need_programs=
    for need_item in $1; do
        case $need_item in
            /*) [ -e "${need_item%%:*}" ] && continue ;;
            *) command -v "${need_item%%:*}" >/dev/null 2>&1 && continue ;;
        esac
        need_programs="$need_programs ${need_item%%:*}"
        need_package=${need_item#*:}
        case " $need_packages " in
            *" $need_package "*) ;;
            *) need_packages="$need_packages $need_package" ;;
        esac
    done
    [ -n "$need_packages" ] || return 0
    command -v apt-get >/dev/null 2>&1 ||
        stop 69 "missing programs:$need_programs" "(on Debian they are in the packages$need_packages)"
    [ "$(id -u)" -eq 0 ] ||
        stop 69 "missing packages:$need_packages. To install them, as root:" \
            "apt-get install --no-install-recommends$need_packages"
    install_packages "$need_packages"
}

# install_packages "NAME NAME": without recommended packages, questions or started services.
install_packages() {
    say "installing$1"
    install_log=$(mktemp)
    hold_services
    # shellcheck disable=SC2086 # a list of names, split on purpose
    if ! install_quietly $1 && ! { apt-get -q update >>"$install_log" 2>&1 && install_quietly $1; }; then
        tail -n 15 "$install_log" >&2
        stop 69 "could not install$1; the whole log: $install_log"
    fi
    release_services
    rm -f -- "$install_log"
}

install_quietly() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@" \
        </dev/null >>"$install_log" 2>&1
}

# Debian starts a service with its package unless this file forbids it. One that is there already is the
# administrator's and stays. Ours forbids only as long as this launcher lives, so that a kill leaves no ban behind.
hold_services() {
    grep -qs "$policy_mark" "$policy" && ! policy_in_force && rm -f -- "$policy"
    (
        set -C
        printf '#!/bin/sh\n%s\nkill -0 %s 2>/dev/null && exit 101\nexit 0\n' "$policy_mark" $$ >"$policy"
    ) 2>/dev/null || return 0
    policy_ours=yes
    trap release_services EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    chmod 755 "$policy"
}

policy_in_force() {
    ! sh "$policy"
}

release_services() {
    [ "${policy_ours-}" != yes ] || rm -f -- "$policy"
    policy_ours=
    trap - EXIT HUP INT TERM
}

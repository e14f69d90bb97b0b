# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with ./braid
# Builds what has changed, and only then starts Maven. Sourced by ./braid.

state=$root/target/launcher
runnable='appliance lab bench'

# build [--force]: brings the jars up to date.
build() {
    find_jdk
    if [ "${1-}" != --force ] && is_built; then return; fi
    need "$packages_build"
    lock_tree
    # Another launcher may have built while this one waited.
    if [ "${1-}" != --force ] && is_built; then
        unlock_tree
        return
    fi
    sweep
    build_started=$(date +%s)
    build_print=$(fingerprint)
    : >"$state/building"
    ticker_start
    if maven -q package -Dmaven.test.skip=true >"$state/build.log" 2>&1; then
        ticker_stop
    else
        build_code=$?
        ticker_stop
        [ "$build_code" -lt 128 ] || exit "$build_code"
        build_failed
    fi
    built "$build_print"
    say "built in $(($(date +%s) - build_started)) s"
    unlock_tree
}

# build_failed: shows what Maven complained of, without colours and advice on Maven, and stops.
build_failed() {
    sed -e "s/$(printf '\033')\[[0-9;]*m//g" "$state/build.log" | grep -v -e '^$' -e '^\[ERROR\] *$' -e 'Help 1\]' \
        -e '^\[ERROR\] \(To see\|Re-run\|For more\|After corr\)' -e '^\[ERROR\]   mvn ' | tail -n 40 >&2
    stop 70 "the build failed; the whole log: $state/build.log"
}

# built PRINT: remembers that the jars are those of this fingerprint.
built() {
    printf '%s\n' "$1" >"$state/stamp.new"
    mv -f -- "$state/stamp.new" "$state/stamp"
    poms >"$state/poms"
    rm -f -- "$state/building"
}

is_built() {
    for built_module in $runnable; do
        set -- "$root/packaging/$built_module/target/$built_module"-*.jar
        [ $# -eq 1 ] && [ -f "$1" ] && [ -d "$root/packaging/$built_module/target/lib" ] || return 1
    done
    [ -r "$state/stamp" ] && [ ! -e "$state/building" ] && [ "$(cat "$state/stamp")" = "$(fingerprint)" ]
}

# fingerprint: one checksum over names and contents of everything the jars are made of. Tests are not among it.
fingerprint() {
    (
        cd -- "$root" || exit
        find . \( -name target -o -name .git -o -path '*/src/test' \) -prune -o \
            -type f \( -name pom.xml -o -path '*/src/main/*' \) -exec cksum {} + | LC_ALL=C sort | cksum
    )
}

# poms: the same over the POMs alone, which decide on libraries and versions.
poms() {
    (cd -- "$root" && find . -name target -prune -o -type f -name pom.xml -exec cksum {} + | LC_ALL=C sort | cksum)
}

# sweep: removes what Maven would leave lying: libraries and jars of other versions after a POM changed, and classes
# of a build that broke off, whose dependants Maven takes for fresh.
sweep() {
    if [ -e "$state/building" ]; then
        find "$root" -type d \( -path '*/target/classes' -o -path '*/target/maven-status' \) -prune -exec rm -rf {} +
    fi
    if [ ! -r "$state/poms" ] || [ "$(cat "$state/poms")" != "$(poms)" ]; then
        for sweep_module in $runnable; do
            rm -rf -- "$root/packaging/$sweep_module/target/lib" "$root/packaging/$sweep_module/target"/*.jar
        done
    fi
}

# maven ARG...: one Maven, on the JDK found. The options silence what Maven's own libraries do on a new JDK.
maven() {
    (
        cd -- "$root" || exit
        maven_environment
        exec mvn -B -ntp -Dstyle.color=never "$@"
    )
}

maven_environment() {
    JAVA_HOME=$java_home
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS-}"
    export JAVA_HOME MAVEN_OPTS
}

# lock_tree: one launcher at a time builds or tests this tree; file descriptor 9 holds the lock.
lock_tree() {
    mkdir -p -- "$state" 2>/dev/null || :
    [ -w "$state" ] ||
        stop 77 "cannot write below $root/target: build as the owner of the tree, or in a copy of your own"
    exec 9>"$state/lock"
    if ! flock -n 9; then
        say 'waiting for another ./braid that builds or tests this tree'
        flock 9
    fi
}

unlock_tree() {
    exec 9>&-
}

# The ticker counts seconds on a terminal; elsewhere one line says that a build runs.
ticker_start() {
    ticker=
    ticker_text='building'
    [ -r "$state/poms" ] || ticker_text='building for the first time (libraries are downloaded once)'
    if [ ! -t 2 ]; then
        say "$ticker_text"
        return
    fi
    (
        exec 9>&-
        ticker_n=0
        while :; do
            printf '\rbraid: %s %d s ' "$ticker_text" "$ticker_n" >&2
            sleep 1
            ticker_n=$((ticker_n + 1))
        done
    ) &
    ticker=$!
    trap ticker_stop EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

ticker_stop() {
    [ -n "$ticker" ] || return 0
    kill "$ticker" 2>/dev/null || :
    wait "$ticker" 2>/dev/null || :
    ticker=
    printf '\r\033[K' >&2
    trap - EXIT HUP INT TERM
}

build_command() {
    case ${1-} in
        '' | --force) ;;
        *) wrong "build takes --force and nothing else, not \"$1\"" ;;
    esac
    [ $# -le 1 ] || wrong 'build takes --force and nothing else'
    build "$@"
}

# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with ./braid
# Starts the programs. Sourced by ./braid, which has found java_home and built the jars.

# Foreign functions are Braid's trade; Netty asks for Unsafe.
java_flags='--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx512m'

# collector: how the appliance's heap is collected. While a large configuration is loaded, the serial collector stops the
# relay for tens of milliseconds at a time, Shenandoah for less than one. A JDK without it has ZGC, which asks for more
# processor time. It knows how much the heap grows without collecting five times for practice, during the start of all.
collector() {
    if grep -q UseShenandoahGC "$java_home/lib/server/libjvm.so" 2>/dev/null; then
        echo '-XX:+UseShenandoahGC -XX:ShenandoahGCMode=generational' \
            '-XX:+UnlockExperimentalVMOptions -XX:ShenandoahLearningSteps=0'
    else
        echo '-XX:+UseZGC'
    fi
}

# A long configuration is read in loops that run once. To compile them to the last while they run takes longer than they do.
compiler='-XX:Tier4BackEdgeThreshold=4000000'

# class_path MODULE
class_path() {
    printf '%s:%s\n' "$(echo "$root/packaging/$1/target/$1"-*.jar)" "$root/packaging/$1/target/lib/*"
}

# start_appliance ARG...: does not return; signals reach the program itself.
start_appliance() {
    # shellcheck disable=SC2086 # lists of options
    exec "$java_home/bin/java" $java_flags $(collector) $compiler $(aot_flag) ${BRAID_JAVA_OPTS-} -cp "$(class_path appliance)" \
        io.braid.appliance.main.Braid "$@"
}

start_lab() {
    start_in_lab lab io.braid.lab.main.Lab "$@"
}

start_bench() {
    start_in_lab bench io.braid.bench.main.Bench "$@"
}

# start_in_lab MODULE MAIN ARG...: in namespaces of its own where needed; help and lists need none. The program starts
# appliances as processes of their own and is told how.
start_in_lab() {
    start_module=$1
    start_main=$2
    shift 2
    start_how=in_lab
    if asks_help "$@" || only_lists "$@"; then start_how="exec"; fi
    # shellcheck disable=SC2086 # lists of options
    $start_how "$java_home/bin/java" $java_flags -XX:+UseSerialGC ${BRAID_JAVA_OPTS-} \
        "-Dbraid.appliance.options=$(collector) $compiler $(aot_flag)" \
        "-Dbraid.java=$java_home/bin/java" "-Dbraid.appliance.classpath=$(class_path appliance)" \
        -cp "$(class_path "$start_module")" "$start_main" "$@"
}

# test_command [--full] [MAVEN-ARG...]: all tests of all modules, the lab's scenarios last.
test_command() {
    test_whole=yes
    if [ "${1-}" = --full ]; then
        shift
        [ $# -eq 0 ] || test_whole=no
        set -- -Dbraid.full=true "$@"
    elif [ $# -gt 0 ]; then
        test_whole=no
    fi
    find_jdk
    need "$packages_test"
    lock_tree
    privileged || fetch_for_tests
    test_print=$(fingerprint)
    sweep
    : >"$state/building"
    maven_environment
    cd -- "$root" || exit
    if privileged; then
        supervise mvn -B -ntp verify "$@"
    else
        in_own mvn -B -ntp -o verify "$@"
    fi
    # Maven was told of all modules and all went well: the jars are those of these sources.
    if [ "$supervised" -eq 0 ] && [ "$test_whole" = yes ]; then built "$test_print"; fi
    exit "$supervised"
}

# fetch_for_tests: namespaces of one's own have no way to the Internet, so that Maven fetches before. The one test it
# runs here needs no privilege; running it makes Maven fetch what only tests need.
fetch_for_tests() {
    [ ! -r "$state/fetched" ] || [ "$(cat "$state/fetched")" != "$(poms)" ] || return 0
    say 'fetching what the tests need'
    maven -q package -Dtest=ArchitectureTest -Dsurefire.failIfNoSpecifiedTests=false >"$state/build.log" 2>&1 ||
        build_failed
    poms >"$state/fetched"
}

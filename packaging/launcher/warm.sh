# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with ./braid
# The appliance's classes as the JVM keeps them between starts (an AOT cache): they halve the time to start. Without
# them everything works the same. Sourced by ./braid.

aot=$root/packaging/appliance/target/appliance.aot

# warm: makes them if they are older than the jars, by a start that ends at once in a network of its own.
warm() {
    [ ! -r "$aot" ] || [ "$aot" -ot "$state/stamp" ] || return 0
    if privileged; then
        warm_how='unshare --net'
    else
        warm_how='unshare --user --map-root-user --net'
    fi
    lock_tree
    say 'warming up'
    # shellcheck disable=SC2086,SC2016 # lists of options; the inner shell's arguments
    if $warm_how sh -c 'ip link set lo up && exec "$@"' warm timeout 60 "$java_home/bin/java" $java_flags \
        "-XX:AOTCacheOutput=$aot.new" -cp "$(class_path appliance)" io.braid.appliance.main.Braid \
        run --try --config "$root/packaging/appliance/examples/cpe.xml" >"$state/warm.log" 2>&1; then
        mv -f -- "$aot.new" "$aot"
    else
        # What does not fit is better not there, and is not tried again before the next build.
        : >"$aot"
    fi
    unlock_tree
}

# aot_flag: what makes the JVM use them; a cache that does not fit is passed over in silence.
aot_flag() {
    [ ! -s "$aot" ] || printf '%s' "-XX:AOTCache=$aot -Xlog:aot=off -Xlog:cds=off"
}

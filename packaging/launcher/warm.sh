# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with ./braid
# The appliance's classes as the JVM keeps them between starts (an AOT cache): they halve the time to start. Without
# them everything works the same. Sourced by ./braid.

aot=$root/packaging/appliance/target/appliance.aot

# warm: makes them if they are older than the jars, by two short lives of the appliance in a network of its own.
warm() {
    [ ! -r "$aot" ] || [ "$aot" -ot "$state/stamp" ] || return 0
    if privileged; then
        warm_how='unshare --net'
    else
        warm_how='unshare --user --map-root-user --net'
    fi
    lock_tree
    say 'warming up'
    warm_folder=$(mktemp -d)
    # shellcheck disable=SC2086 # lists of options
    if timeout 120 $warm_how sh "$parts/rehearse.sh" "$warm_folder" "$root/packaging/appliance/examples/cpe.xml" \
        "$aot.new" "$java_home/bin/java" $java_flags $(collector) $compiler -cp "$(class_path appliance)" \
        io.braid.appliance.main.Braid >"$state/warm.log" 2>&1 && [ -s "$aot.new" ]; then
        mv -f -- "$aot.new" "$aot"
    else
        say "the classes are not kept, starts take longer (why: $state/warm.log)"
        cat "$warm_folder/log" >>"$state/warm.log" 2>/dev/null || :
        # What does not fit is better not there, and is not tried again before the next build.
        : >"$aot"
    fi
    rm -rf -- "$warm_folder"
    unlock_tree
}

# aot_flag: what makes the JVM use them; a cache that does not fit is passed over in silence.
aot_flag() {
    [ ! -s "$aot" ] || printf '%s' "-XX:AOTCache=$aot -Xlog:aot=off -Xlog:cds=off"
}

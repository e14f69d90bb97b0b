# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with ./braid
# Finds the JDK. Sourced by ./braid.

jdk_least=25

# jdk_release DIR: the feature release of the JDK in DIR (25), or 0 when DIR holds none.
jdk_release() {
    jdk_found=
    if [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ]; then
        if [ -r "$1/release" ]; then
            jdk_found=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release")
        else
            jdk_found=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9][0-9]*\).*/\1/p')
        fi
    fi
    printf '%s\n' "${jdk_found:-0}"
}

# find_jdk: sets java_home. What the user names comes first; else the newest that is installed.
find_jdk() {
    if [ -n "${BRAID_JAVA_HOME-}" ]; then
        [ "$(jdk_release "$BRAID_JAVA_HOME")" -ge $jdk_least ] ||
            stop 69 "BRAID_JAVA_HOME=$BRAID_JAVA_HOME holds no JDK $jdk_least or newer"
        java_home=$BRAID_JAVA_HOME
        return
    fi
    if [ -n "${JAVA_HOME-}" ] && [ "$(jdk_release "$JAVA_HOME")" -ge $jdk_least ]; then
        java_home=$JAVA_HOME
        return
    fi
    java_home=
    jdk_best=$((jdk_least - 1))
    jdk_on_path=$(command -v javac || :)
    [ -z "$jdk_on_path" ] || jdk_on_path=$(dirname -- "$(dirname -- "$(readlink -f -- "$jdk_on_path")")")
    for jdk_dir in /usr/lib/jvm/* "$jdk_on_path"; do
        jdk_this=$(jdk_release "$jdk_dir")
        if [ "$jdk_this" -gt "$jdk_best" ]; then
            jdk_best=$jdk_this
            java_home=$jdk_dir
        fi
    done
    [ -n "$java_home" ] || no_jdk
}

no_jdk() {
    say "no JDK $jdk_least or newer in BRAID_JAVA_HOME, JAVA_HOME, /usr/lib/jvm or PATH. To install one, as root:"
    if apt-cache show openjdk-25-jdk-headless 2>/dev/null | grep -q '^Package:' || grep -qs '^13' /etc/debian_version
    then
        cat >&2 <<'LINES'

    apt-get update
    apt-get install openjdk-25-jdk-headless

LINES
    else
        cat >&2 <<'LINES'

    apt-get install wget gpg
    wget -qO- https://packages.adoptium.net/artifactory/api/gpg/key/public \
        | gpg --dearmor -o /usr/share/keyrings/adoptium.gpg
    . /etc/os-release
    echo "deb [signed-by=/usr/share/keyrings/adoptium.gpg]" \
        "https://packages.adoptium.net/artifactory/deb $VERSION_CODENAME main" > /etc/apt/sources.list.d/adoptium.list
    apt-get update
    apt-get install temurin-25-jdk

(Eclipse Temurin, from Adoptium's package archive; any other JDK 25 serves as well: set BRAID_JAVA_HOME.)
LINES
    fi
    exit 69
}

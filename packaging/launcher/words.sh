# shellcheck shell=sh disable=SC2154,SC2034 # variables are shared with ./braid
# What the launcher says, and how it stops. Sourced by ./braid. Everything it says goes to standard error: standard
# output belongs to the program (./braid lab run NAME --json -).

say() {
    printf 'braid: %s\n' "$*" >&2
}

# stop CODE LINE...: says each line and exits with CODE.
stop() {
    stop_code=$1
    shift
    for stop_line in "$@"; do say "$stop_line"; done
    exit "$stop_code"
}

wrong() {
    stop 2 "$@"
}

# page COMMAND: the help page of one command; the front page is that of "help".
page() {
    cat -- "$parts/help/$1.txt"
}

# help_for [COMMAND]
help_for() {
    [ $# -gt 0 ] || set -- help
    case " $commands " in
        *" $1 "*) page "$1" ;;
        *) unknown "$1" ;;
    esac
}

# unknown WORD: names the nearest right command (edit distance at most 2, or a command that begins with WORD).
unknown() {
    unknown_near=$(printf '%s\n' "$commands" | awk -v word="$1" '
        function least(a, b) { return a < b ? a : b }
        function distance(a, b,    i, j, row, left, above) {
            for (j = 0; j <= length(b); j++) row[j] = j
            for (i = 1; i <= length(a); i++) {
                above = row[0]; row[0] = i
                for (j = 1; j <= length(b); j++) {
                    left = row[j]
                    row[j] = least(above + (substr(a, i, 1) != substr(b, j, 1)), least(left, row[j - 1]) + 1)
                    above = left
                }
            }
            return row[length(b)]
        }
        { best = 3
          for (n = 1; n <= NF; n++) {
              d = index($n, word) == 1 && length(word) > 0 ? 1 : distance(word, $n)
              if (d < best) { best = d; near = $n }
          }
          print near }')
    if [ -n "$unknown_near" ]; then
        wrong "unknown command \"$1\": did you mean \"$unknown_near\"?" 'see ./braid --help'
    fi
    wrong "unknown command \"$1\"" "the commands are: $commands (./braid --help)"
}

# asks_help ARG...: whether one of the arguments asks a program for its help.
asks_help() {
    for asks_arg in "$@"; do
        case $asks_arg in
            -h | --help) return 0 ;;
        esac
    done
    return 1
}

only_lists() {
    [ "${1-}" = list ]
}

# Sourced by the scripts beside it: where things are, and a virtual environment that holds what a lock names.
# shellcheck shell=sh

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)

# STUDYPLAN_DATA, absolute, so that it means the same wherever the script was called from. It holds e-mail addresses and
# password hashes: its owner's eyes only.
data=${STUDYPLAN_DATA:-$root/data}

# The environment lives in the checkout, or with the data where the checkout is read-only.
venv=$root/.venv
python=$venv/bin/python

stop() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit 1
}

# read_port: PORT, or 8000, as the variable port.
read_port() {
    port=${PORT:-8000}
    case $port in
        '' | *[!0-9]*) stop "PORT must be a number, not $port." ;;
    esac
}

open_data_folder() {
    # shellcheck disable=SC2174
    [ -d "$data" ] || mkdir -p -m 700 -- "$data" 2>/dev/null || stop "The data folder $data can't be made. Set STUDYPLAN_DATA to one that can."
    data=$(CDPATH='' cd -- "$data" && pwd -P)
    [ -w "$data" ] || stop "The data folder $data can't be written to. Set STUDYPLAN_DATA to one that can."
    export STUDYPLAN_DATA="$data"
    if [ ! -w "$root" ] && [ ! -x "$python" ]; then
        venv=$data/venv
        python=$venv/bin/python
    fi
}

# Every package has a ready-made wheel for these and no others (bin/lock checks it); elsewhere a compiler would be needed.
check_system() {
    command -v python3 >/dev/null || stop "Python is missing. On Debian, as root: apt-get install python3 python3-venv python3-pip"
    version=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    case $version in
        3.11 | 3.12 | 3.13 | 3.14) ;;
        *) stop "Python 3.11, 3.12, 3.13, or 3.14 is needed; python3 is Python $version." ;;
    esac
    case $(uname -sm) in
        "Linux x86_64" | "Linux aarch64") ;;
        *) stop "Linux on x86-64 or arm64 is needed; this is $(uname -sm)." ;;
    esac
    python3 -c 'import ensurepip, venv' 2>/dev/null || stop "Python's venv is missing. On Debian, as root: apt-get install python3-venv"
}

# install_lock run|dev: makes the environment hold what requirements/<name>.txt names; a copy of the lock inside the
# environment tells what is there, so that nothing is done while the lock stays the same.
install_lock() {
    lock=$root/requirements/$1.txt
    # The import tells whether the environment still fits the system's Python.
    cmp -s "$lock" "$venv/installed-$1.txt" && "$python" -c 'import django' 2>/dev/null && return
    check_system
    if uv --version >/dev/null 2>&1; then installer=uv; else installer=pip; fi
    # An installation that was cut short may have left half a package, which no installer would notice.
    if [ -e "$venv/unfinished" ] || ! "$python" -c '' 2>/dev/null ||
        { [ $installer = pip ] && ! "$python" -m pip --version >/dev/null 2>&1; }; then
        echo "Making the environment in $venv …" >&2
        python3 -m venv --clear "$venv" || stop "The environment can't be made in $venv."
    fi
    rm -f "$venv/installed-$1.txt"
    : >"$venv/unfinished"
    "install_with_$installer" || stop "The installation failed; the lines above say why."
    cp -- "$lock" "$venv/installed-$1.txt"
    # What tests need holds what serving needs.
    [ "$1" = run ] || cp -- "$root/requirements/run.txt" "$venv/installed-run.txt"
    rm -f "$venv/unfinished"
}

install_with_uv() {
    echo "Installing $(grep -c '^[a-z0-9].*==' "$lock") packages …" >&2
    uv pip install --quiet --python "$python" --require-hashes --only-binary :all: --compile-bytecode -r "$lock"
}

# pip says a line for each package; its errors go to the terminal as they are.
install_with_pip() {
    all=$(grep -c '^[a-z0-9].*==' "$lock")
    {
        PYTHONUNBUFFERED=1 "$python" -m pip install --disable-pip-version-check --progress-bar off --require-hashes \
            --only-binary :all: -r "$lock" && echo finished
    } | {
        fetched=0
        finished=false
        while read -r line; do
            case $line in
                Collecting* | "Requirement already"* | Ignoring*) fetched=$((fetched + 1)) ;;
                "Installing collected"*) show_progress "Fetched $fetched of $all packages. Installing them …" end ;;
                finished) finished=true ;;
            esac
            case $line in
                Collecting*) show_progress "Fetching packages: $fetched of $all" ;;
            esac
        done
        $finished
    } >&2
}

# show_progress TEXT [end]: one line that is written over in a terminal; elsewhere, every tenth and the last.
show_progress() {
    if [ -t 2 ]; then
        printf '\r\033[K%s' "$1"
        [ -z "${2:-}" ] || echo
    elif [ -n "${2:-}" ] || [ $((fetched % 10)) = 0 ]; then
        printf '%s\n' "$1"
    fi
}

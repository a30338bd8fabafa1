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

# install_lock run|dev: makes the environment hold what requirements/<name>.txt names; a copy of the lock inside the
# environment tells what is there, so that nothing is done while the lock stays the same.
install_lock() {
    lock=$root/requirements/$1.txt
    # The import tells whether the environment still fits the system's Python.
    cmp -s "$lock" "$venv/installed-$1.txt" && "$python" -c 'import django' 2>/dev/null && return
    command -v python3 >/dev/null || stop "Python is missing. On Debian: apt-get install python3 python3-venv python3-pip"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "Python 3.11 or newer is needed."
    if uv --version >/dev/null 2>&1; then installer=uv; else installer=pip; fi
    if ! "$python" -c '' 2>/dev/null || { [ $installer = pip ] && ! "$python" -m pip --version >/dev/null 2>&1; }; then
        python3 -c 'import ensurepip' 2>/dev/null || stop "Python's venv is missing. On Debian: apt-get install python3-venv"
        echo "Making the environment in $venv …" >&2
        python3 -m venv --clear "$venv" || stop "The environment can't be made in $venv."
    fi
    echo "Installing what requirements/$1.txt names …" >&2
    rm -f "$venv/installed-$1.txt"
    if [ $installer = uv ]; then
        uv pip install --quiet --python "$python" --require-hashes --compile-bytecode -r "$lock"
    else
        "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    fi || stop "The installation failed; the lines above say why."
    cp -- "$lock" "$venv/installed-$1.txt"
    # What tests need holds what serving needs.
    [ "$1" = run ] || cp -- "$root/requirements/run.txt" "$venv/installed-run.txt"
}

#!/bin/sh
# Does the set-up of the README in bare Debians, as root and as a user, and says how long it took.
#
#   scripts/roots.sh [bookworm] [trixie] [root] [user]
#
# Without a name it is all of them. Root has nothing but make. A user has what the README's line for
# apt installs, then what `make test` asks for. Both run `make demo` and `make test`; PYTEST_ARGS and
# FSQ_ROOTS (the folder for the Debians) are taken from the environment. Needs root, debootstrap and
# git. What this machine needs to reach the network (resolver, certificates, proxies, pip's
# configuration) is lent to them.
set -eu
cd "$(dirname "$0")/.."
roots=${FSQ_ROOTS:-/var/tmp/fsq-roots}
results=$roots/results
suites= whos=
for word in "$@"; do
    case $word in
        root | user) whos="$whos $word" ;;
        *) suites="$suites $word" ;;
    esac
done

# The mirror that this machine's own apt uses.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | head -n 1)

bare_debian() { # SUITE: makes the Debian that the others are copies of, once
    base=$roots/$1
    [ ! -e "$base.done" ] || return 0
    rm -rf "$base"
    debootstrap --variant=minbase "$1" "$base" "$mirror" >"$base.log"
    lend_network "$base"
    in_root "$base" 0 useradd --create-home --uid 1000 somebody
    in_root "$base" 0 apt-get update -qq
    touch "$base.done"
}

lend_network() { # ROOT
    cp -L /etc/resolv.conf "$1/etc/resolv.conf"
    for path in /etc/ssl/certs /usr/local/share/ca-certificates /etc/pip.conf /etc/xdg/pip; do
        [ -e "$path" ] || continue
        mkdir -p "$1$(dirname "$path")"
        cp -rL "$path" "$1$(dirname "$path")/" 2>/dev/null || true # some links lead nowhere
    done
    apt-config dump | grep -E '^Acquire::(.*Proxy|Check-)' >"$1/etc/apt/apt.conf.d/90lent" || true
}

# A root of its own by pivot_root: in a mere chroot nobody may use namespaces, so browsers fail.
in_root() { # ROOT UID COMMAND ...
    root=$1 user=$2
    shift 2
    home=/root
    [ "$user" = 0 ] || home=/home/somebody
    unshare --mount --pid --fork sh -euc '
        root=$1 user=$2 home=$3
        shift 3
        mount --bind "$root" "$root"
        for mounted in dev sys; do mount --rbind "/$mounted" "$root/$mounted"; done
        mount -t proc proc "$root/proc"
        mkdir -p "$root/.outside"
        cd "$root"
        pivot_root . .outside
        umount -l /.outside
        [ ! -d "$home/checkout" ] || cd "$home/checkout"
        lent=$(env | grep -iE "^(PIP_(CERT|DEFAULT|INDEX|PROXY)|SSL_CERT|REQUESTS_CA|NODE_EXTRA_CA|(https?|no)_proxy)" || true)
        IFS="
"
        exec setpriv --reuid "$user" --regid "$user" --clear-groups \
            env -i HOME="$home" PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
            FSQ_DEMO_ONCE=1 $lent "$@"
    ' sh "$root" "$user" "$home" "$@"
}

timed() { # WHAT COMMAND ...: its minutes and outcome, in the results
    what=$1
    shift
    began=$(date +%s)
    if "$@" >"$roots/output" 2>&1; then outcome=done; else outcome=stopped; fi
    cat "$roots/output"
    seconds=$(($(date +%s) - began))
    printf '%-9s %-5s %-45s %3d.%d min  %s\n' "$suite" "$who" "$what" \
        $((seconds / 60)) $((seconds % 60 / 6)) "$outcome" | tee -a "$results"
    [ "$outcome" = done ]
}

apt_line() { # FILE: what follows sudo in its first line for apt
    sed -n 's/^ *sudo \(apt-get install .*\)/\1 -y -qq --no-install-recommends/p' "$1" | head -n 1
}

try() { # SUITE WHO
    suite=$1 who=$2 uid=0
    root=$roots/$suite-$who
    home=$root/root
    if [ "$who" = user ]; then uid=1000 home=$root/home/somebody; fi
    rm -rf "$root"
    cp -a "$roots/$suite" "$root"
    mkdir "$home/checkout"
    git ls-files -z | xargs -0 cp --parents -t "$home/checkout"
    chown -R "$uid:$uid" "$home/checkout"

    if [ "$uid" = 0 ]; then
        in_root "$root" 0 apt-get install -y -qq --no-install-recommends make >/dev/null 2>&1
    else
        in_root "$root" 0 sh -c "$(apt_line README.md) >/dev/null 2>&1"
    fi
    timed "make demo" in_root "$root" "$uid" make demo || return 1
    set -- make test ${PYTEST_ARGS:+"PYTEST_ARGS=$PYTEST_ARGS"}
    if ! timed "$*" in_root "$root" "$uid" "$@"; then
        asked=$(apt_line "$roots/output")
        [ "$uid" != 0 ] && [ -n "$asked" ] || return 1
        timed "it asks: ${asked%% -y*}" in_root "$root" 0 sh -c "$asked" || return 1
        timed "$*" in_root "$root" "$uid" "$@" || return 1
    fi
    rm -rf "$root"
}

mkdir -p "$roots"
: >"$results"
status=0
for each in ${suites:-bookworm trixie}; do
    bare_debian "$each"
    for who in ${whos:-root user}; do
        try "$each" "$who" || status=1
    done
done
echo
cat "$results"
exit "$status"

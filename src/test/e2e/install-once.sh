#!/bin/sh
# Installs the packages beside this script, and does nothing while package-lock.json stays as it is.
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }

needs="Waymark's clients and browser tests run on Node 20.19 or newer"
command -v node > /dev/null 2>&1 || stop "$needs, but no node command was found: install Node and npm, then try again."
command -v npm > /dev/null 2>&1 || stop "$needs and its npm, but no npm command was found: install npm, then try again."
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
  || stop "$needs, but found $(node --version): install a newer Node, then try again."

stamp=node_modules/.installed-lock.json
cmp -s package-lock.json "$stamp" && exit 0

say 'Installing the packages of the clients and browser tests (only when their list changes) ...'
npm ci --no-audit --no-fund --loglevel=error > /dev/null \
  || stop 'Expected npm to install the packages of the clients and browser tests, but it failed for the reason above: check the network, then try again.'
cp package-lock.json "$stamp"

#!/bin/sh
# Tests that look at the page need a browser. Install it where we may, otherwise say in one line what to install.
set -eu
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing chromium for the page tests"
  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >/dev/null
else
  echo "the page tests need a browser: install the package chromium (they are skipped without it)"
fi

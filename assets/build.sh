#!/bin/sh
# Vendor what the browser gets into coachapp/web/static. Running the app needs none of this.
set -eu
cd "$(dirname "$0")"
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
  npm ci --no-audit --no-fund
  touch node_modules
fi
exec node build.mjs

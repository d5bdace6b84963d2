#!/bin/sh
# Makes the files with secrets that compose.yaml mounts, each once; what is there stays as it is.
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p secrets

if [ ! -e secrets/database-password ]; then
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >secrets/database-password
  printf 'postgres://bot:%s@postgres:5432/bot' "$(cat secrets/database-password)" >secrets/database-url
fi
[ -e secrets/bot-secret ] || : >secrets/bot-secret

# Compose mounts them with the owner and mode they have here, and the bot is user 1000 in its container.
if [ "$(id -u)" = 0 ]; then
  chown 1000:1000 secrets/bot-secret secrets/database-url
elif [ "$(id -u)" != 1000 ]; then
  chmod 444 secrets/bot-secret secrets/database-url
  echo 'You are neither root nor user 1000: whoever may enter this folder can read bot-secret and database-url.' >&2
fi
echo "Put the value of the bot's client secret into infra/compose/secrets/bot-secret."

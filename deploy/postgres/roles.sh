#!/bin/sh
# The image runs this once, in an empty cluster.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" \
  -v owner_password="$(cat /run/secrets/owner_password)" \
  -v app_password="$(cat /run/secrets/app_password)" \
  -v reader_password="$(cat /run/secrets/reader_password)" \
  -f /etc/tengman/roles.sql

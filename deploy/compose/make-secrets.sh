#!/bin/sh
# Makes the secrets that compose.yaml names, at random, unless they are there. Nobody else knows them: keep the folder.
set -eu
cd "$(dirname "$0")"

random() {
  od -An -tx1 -N24 /dev/urandom | tr -d ' \n'
}

# The folder is for its owner only; in it, files are for everybody, as containers read them under numbers of their own.
umask 022
mkdir -p secrets
chmod 700 secrets

make() {
  if [ ! -e "secrets/$1" ]; then
    printf '%s\n' "$2" > "secrets/$1"
    echo "made secrets/$1"
  fi
}

make postgresql-password "$(random)"
make s3-access-key "$(random)"
make s3-secret-key "$(random)"
make s3-identities.json "{\"identities\": [{\"name\": \"isocenter\", \"credentials\": [{\"accessKey\": \"$(cat secrets/s3-access-key)\", \"secretKey\": \"$(cat secrets/s3-secret-key)\"}], \"actions\": [\"Admin\", \"Read\", \"Write\", \"List\", \"Tagging\"]}]}"
make registered-users.json "{\"admin\": \"$(random)\"}"
echo 'The user of the REST API is admin; its password is in secrets/registered-users.json.'

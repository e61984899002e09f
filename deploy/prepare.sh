#!/usr/bin/env bash
# Makes the secrets of docker-compose.yml, once: random passwords, the addresses that hold them, the key of the installation,
# and, where deploy/tls holds none, a certificate signed by itself for trying out. What is there already stays as it is.
# Usage: deploy/prepare.sh HOST [SMTP_URL]      for example: deploy/prepare.sh bergfried.example.de smtp://user:password@mail:587
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
host=${1:?name of the host, as people type it}
smtp=${2:-}

# Containers get single files, so these may be readable: nobody else gets through the folder.
umask 077
mkdir -p secrets tls
keep() { # name, content
  [ -e "secrets/$1" ] && return
  printf '%s\n' "$2" > "secrets/$1"
  chmod 0444 "secrets/$1"
}
random() { openssl rand -hex 24; }

keep postgres_password "$(random)"
keep redis_password "$(random)"
keep database_superuser_url "postgres://postgres:$(cat secrets/postgres_password)@postgres:5432/postgres"
for role in owner app system backup; do
  keep "database_${role}_url" "postgres://bergfried_${role}:$(random)@postgres:5432/bergfried"
done
keep redis_url "redis://:$(cat secrets/redis_password)@redis:6379/0"
keep bergfried_key "$(openssl rand -base64 48 | tr -d '\n')"
keep smtp_url "$smtp"

if [ ! -e tls/privkey.pem ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj "/CN=$host" \
    -addext "subjectAltName=DNS:$host" -keyout tls/privkey.pem -out tls/fullchain.pem 2>/dev/null
  echo "Selbst signiertes Zertifikat für $host angelegt, 90 Tage gültig; für den Betrieb bitte deploy/tls/ ersetzen."
fi
chmod 0444 tls/privkey.pem tls/fullchain.pem
echo "Geheimnisse liegen in deploy/secrets. In die Sicherung gehört vor allem bergfried_key; ohne ihn ist nichts mehr prüfbar."

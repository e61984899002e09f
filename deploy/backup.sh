#!/bin/sh
# One backup of an operated installation: kept ends of the seal first, then the database as bergfried_backup, then the files.
# Settings: DATABASE_BACKUP_URL_FILE (file with the address), BERGFRIED_DATA_DIR, BACKUP_DIR, BACKUP_KEEP_DAYS (14).
# The result holds the weaknesses of all members: keep it encrypted, on another machine.
set -eu
umask 077
url=$(cat "$DATABASE_BACKUP_URL_FILE")
# The password does not stand among the arguments, where other people of the machine could read it.
PGPASSWORD=$(printf %s "$url" | sed -E 's#^[a-z]+://[^:/@]*:([^@]*)@.*#\1#')
export PGPASSWORD
address=$(printf %s "$url" | sed -E 's#^([a-z]+://[^:/@]*):[^@]*@#\1@#')

target="$BACKUP_DIR/bergfried-$(date -u +%Y%m%dT%H%M%SZ)"
mkdir -p "$target.part"
for name in seal-heads.json installation.key; do
  if [ -e "$BERGFRIED_DATA_DIR/$name" ]; then cp -p "$BERGFRIED_DATA_DIR/$name" "$target.part/"; fi
done
pg_dump --format=custom --file="$target.part/database.dump" "$address"
# Content is stored before its row and removed long after it, so each row of the dump has its content here.
if [ -d "$BERGFRIED_DATA_DIR/files" ]; then tar -C "$BERGFRIED_DATA_DIR" -cf "$target.part/files.tar" files; fi
mv "$target.part" "$target" # under its name only when it is whole
find "$BACKUP_DIR" -maxdepth 1 -name 'bergfried-*' -mtime "+${BACKUP_KEEP_DAYS:-14}" -exec rm -rf {} +
echo "$target"

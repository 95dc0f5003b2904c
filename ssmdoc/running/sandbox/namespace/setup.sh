# Builds the file system of a node and becomes its first process, given as arguments. Runs as process 1 of new
# namespaces, as root of them. unshare.py sets HOST_NAME, DISK_BYTES, WORK, WORK_BYTES and, one a line,
#
#   ORDINARY       PATH          empty folders, mode 755
#   PRIVATE        PATH          empty folders, mode 700
#   SHARED         PATH          empty folders, mode 1777
#   BIND_FOLDERS   PATH          folders of the machine, read-only on the node
#   BIND_FILES     PATH          files of the machine, read-only on the node
#   LINKS          TARGET PATH   symbolic links
#
# Mounts are made by tables, because `mount` for each of them would take longer than all the rest.

set -eu
umask 022
root=/tmp
table=$root/.table

# mount itself reads /proc/self, and the machine's /proc knows nothing of these namespaces.
mount -t proc proc /proc
mount -t tmpfs -o "size=$DISK_BYTES,mode=755,nosuid,nodev" node $root

within() { printf "$root%s\n" "$@"; }
bind() { for path; do echo "$path $root$path none rbind 0 0"; done; }

devices='/dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty'
mkdir -p $(within $PRIVATE $SHARED $ORDINARY $BIND_FOLDERS /proc /dev/pts /dev/shm "$WORK" /.machine)
chmod 0700 $(within $PRIVATE)
chmod 1777 $(within $SHARED)
for path in $BIND_FILES $devices; do : >"$root$path"; done

bind $BIND_FOLDERS $BIND_FILES >$table
mount --all --fstab $table
# Read-only, with what is mounted below; other flags of a mount must stay as they are.
while read -r id parent device part point options rest; do
  case $point in $root/*) echo "none $point none remount,bind,ro${options#r?} 0 0" ;; esac
done </proc/self/mountinfo >$table
mount --all --fstab $table

{
  bind $devices
  echo "proc $root/proc proc nosuid,nodev,noexec 0 0"
  echo "devpts $root/dev/pts devpts newinstance,ptmxmode=0666,mode=620,nosuid,noexec 0 0"
  echo "shm $root/dev/shm tmpfs size=$DISK_BYTES,mode=1777,nosuid,nodev 0 0"
  echo "work $root$WORK tmpfs size=$WORK_BYTES,mode=700,nosuid,nodev,noexec 0 0"
} >$table
mount --all --fstab $table
rm $table

cd $root
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
chmod 555 dev
echo "$LINKS" | while read -r target path; do ln -s "$target" "$root$path"; done

hostname "$HOST_NAME" || :
ip link set lo up || ifconfig lo up || :

pivot_root . .machine
cd /
umount -l /.machine
rmdir /.machine
exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$@"

# The supervisor: a shell that stays in the node, reads commands from its standard input and runs one script at a
# time. It is plain POSIX sh, because an image need not have anything else. What a script writes passes through two
# `cat`s to the supervisor's own stdout and stderr, so a step lasts as long as anybody holds its output open. What the
# supervisor itself says are lines that begin with $MARK, a control character and a random word:
#
#   ready NAME<tab>VERSION       the node is up; its platform
#   started NUMBER PID PID PID   the script runs as process group PID; the two cats
#   ended NUMBER KIND VALUE      KIND is exit, signal or error; the same line on stderr marks the end there
#   gone NUMBER                  there was no process group left to kill
#   limit COUNT                  how often the node ran into its limit of processes
#   kept                         the node goes on when its standard input ends
#
# NUMBER counts the scripts from 1, so that an answer that comes late is not taken for the next script's.
#
# supervisor.py sends this text after MARK=... and WORK=..., a folder for its pipes. Starting programs is what a step
# costs, so few are started while somebody waits: built-ins where they serve, pipes made for sixteen scripts at a time
# and left where they are; and while one script runs, all that the next one needs is started and waits at its pipes: a
# watcher, its two cats, and a shell in a process group of its own that becomes the script.

umask 022
# The programs used here need no locale, and loading one takes a third of their time; scripts get the agent's.
export LC_ALL=C
exec 3>&1 4>&2 2>/dev/null
say() { printf '%s%s\n' "$MARK" "$1" >&3; }
end() { printf '%sended %s\n' "$MARK" "$number $1" >&4; say "ended $number $1"; }

launch=$(command -v setsid)
shell=$(command -v sh)
# Without setsid, job control gives each background job a process group; dash has none without a terminal, bash has.
case $launch-$BASH_VERSION in -?*) set -m ;; esac
number=0
slot=0
ahead=
writers=
# What each script's process does first; the namespace sandbox sets its limits here.
prepare=

# choose_directory DIRECTORY...: the first that exists, $skipped says after how many; $problem, why it cannot be entered
choose_directory() {
  problem='no such file or directory'
  skipped=-1
  for directory; do
    skipped=$((skipped + 1))
    [ -e "$directory" ] || continue
    problem=
    [ -d "$directory" ] || problem='not a directory'
    [ -n "$problem" ] || [ -x "$directory" ] || problem='permission denied'
    return
  done
}

make_pipes() {
  set --
  for i in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    i=$WORK/$((slot + i))
    set -- "$@" "$i.out" "$i.err" "$i.number" "$i.go"
  done
  mkfifo "$@"
}

# is_ready: whether what was started ahead still waits; a script may have ended a part of it or removed its pipes
is_ready() {
  [ -n "$ahead" ] && kill -0 "$ahead" || return 1
  [ -p "$pipe.out" ] && [ -p "$pipe.err" ] && [ -p "$pipe.number" ] && [ -p "$pipe.go" ] || return 1
  [ -e "$pipe.pids" ] || { kill -s CONT "$ahead"; return; }
  read -r one two three <"$pipe.pids"
  for process in $ahead $one $two $three; do
    state=Z
    # `read` takes byte by byte; the state is in the third line of this file, and behind the one long line of stat.
    while read -r key state word; do [ "$key" != State: ] || break; done <"/proc/$process/status"
    case $state in
      T) kill -s CONT "$process" ;;
      [RSD]) ;;
      *) return 1 ;;
    esac
  done
}

# start_ahead: what the next script needs, as $ahead, unless it is there
start_ahead() {
  jobs >/dev/null
  ! is_ready || return 0
  slot=$((slot + 1))
  pipe=$WORK/$slot
  [ -e "$pipe.go" ] || make_pipes || return
  watch_script & ahead=$!
}

# What an earlier script may have put in the place of the file, such as a pipe that nobody reads, is not written to.
write_script() {
  [ -d "${path%/*}" ] || mkdir -m 700 -p "${path%/*}" || return
  if [ -e "$path" ] || [ -L "$path" ]; then rm -f "$path"; fi
  set -C
  printf -- "$content" >"$path" && chmod 700 "$path"
}

# run_script: run $path with $content (a printf format) by $program (shell words, in which "$shell" is the shell that
# the agent's PATH leads to) in one of $directories (shell words)
run_script() {
  number=$((number + 1))
  watcher=
  eval "choose_directory $directories"
  if [ -z "$problem" ]; then
    write_script || problem='cannot write the script: no space left, a read-only place, or no mkdir, rm or chmod'
    set +C
  fi
  if [ -z "$problem" ]; then start_ahead || problem='cannot make pipes'; fi
  if [ -n "$problem" ]; then
    end "error $problem"
    return
  fi
  watcher=$ahead
  running=$pipe
  ahead=
  echo $number >"$pipe.number"
  printf '%s\n' "shell='$shell'" "set -- $directories" "shift $skipped" 'cd "$1"' 'unset OLDPWD SHLVL' "$prepare" \
    "exec $program" >"$pipe.go"
  start_ahead
}

watch_script() {
  exec 2>"$pipe.messages"
  cat "$pipe.out" >&3 & out=$!
  cat "$pipe.err" >&4 & err=$!
  become_script & script=$!
  echo $out $err $script >"$pipe.pids"
  read -r number <"$pipe.number"
  say "started $number $script $out $err"
  wait $script
  code=$?
  ending="exit $code"
  if [ $code -gt 128 ] && was_killed; then ending="signal $((code - 128))"; fi
  wait $out
  wait $err
  end "$ending"
}

# was_killed: whether a signal ended the script; one that exited with 128 + n looks the same to `wait`. bash writes a
# message about a signal (but not for all of them), dash and busybox still have the ended job in their list.
was_killed() {
  [ ! -s "$pipe.messages" ] || return 0
  jobs -l >"$pipe.jobs"
  while read -r line; do
    case $line in
      *" $script "*Done* | *" $script "*Exit*) return 1 ;;
      *" $script "*) return 0 ;;
    esac
  done <"$pipe.jobs"
  return 1
}

become_script() {
  exec </dev/null >"$pipe.out" 2>"$pipe.err" 3>&- 4>&-
  unset LC_ALL
  exec $launch sh -c '. "$0"' "$pipe.go"
}

# kill_script PID: end the process group of the running script, or the process that is about to become its leader
# A script may have stopped every process of the node; what follows it has to go on, and so has what waits for the next.
kill_script() {
  kill -s KILL -- "-$1" || { kill -s KILL "$1"; say "gone $number"; }
  kill -s CONT -- -1
}

# cut_output PID PID: end the cats, when a process that has left the group holds the output open
cut_output() { kill -s KILL "$1" "$2"; }

# hand_over PIPE: write $content (a printf format) to a pipe that the running script reads; a process of its own waits
# for that. Those that have waited are collected, as each counts in the limit of processes until it is, and a script
# that does not read what it asks for has no more than thirty-two of them.
hand_over() {
  jobs >/dev/null
  [ -p "$1" ] || return
  printf -- "$content" >"$1" &
  writers="$writers $!"
  set -- $writers
  [ $# -le 32 ] || { kill -s KILL "$1"; shift; writers=$*; }
}

# check: called now and then while a script runs
check() {
  # A script may stop or kill every process it sees, and this shell as process 1 is the only one that survives that.
  jobs >/dev/null
  [ -z "$watcher" ] || { read -r one two three <"$running.pids" && kill -s CONT "$watcher" $one $two; }
  [ -z "$watcher" ] || kill -0 "$watcher" || { watcher=; end 'signal 9'; }
  for file in /sys/fs/cgroup/pids.events /sys/fs/cgroup/pids/pids.events; do
    [ -r $file ] || continue
    read -r word count <$file
    say "limit $count"
    return
  done
}

# keep: read commands from where none will ever come, so that the end of the connection is not that of the node
keep() { { [ -p "$WORK/keep" ] || mkfifo "$WORK/keep"; } && exec 0<>"$WORK/keep" && say kept; }

platform=
if [ -r /etc/os-release ]; then platform=$(. /etc/os-release && printf '%s\t%s' "$NAME" "$VERSION_ID"); fi
say "ready $platform"

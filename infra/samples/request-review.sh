#!/usr/bin/env bash
# Asks the deployment review gate whether a deployment may go on, and waits for the outcome.
# Exit code: 0 release; 1 cancel; 2 no answer, for whatever reason. Only 0 may let the pipeline go on.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: request-review.sh --gate URL --id ID --service NAME --environment NAME --repository LOCATION --head COMMIT
                         [--base COMMIT] [--kind git|github] [--email ADDRESS | --login LOGIN] [--ref REF] [--run URL]
                         [--document FILE]... [--document-url URL[#SHA256]]... [--minutes 1..1440] [--every SECONDS]

  --id         the same whenever this run asks again; another one for another run
  --kind       where the gate reads the commits: git (default) or github, with owner/name as LOCATION
  --base       what runs now; needed for git
  --email      who started the run; or --login, such as github:ada
  --document   a plan, a migration or a diff that says what the deployment does: UTF-8, at most 256 KiB; sent along
  --document-url  where the gate fetches one: https, from an origin that it allows; '#' and the SHA-256 hold it to its content
  --minutes    how long to wait; default 55. Then the request is withdrawn.
  --every      seconds between two looks, 1 to 300; default 20

Environment: GATE_WEBHOOK_SECRET, whsec_ and base64, one of the gate's StandardWebhooks secrets. GATE_TOKEN_COMMAND, a command that
prints a bearer token for the gate's API, run before each look; leave it out where the gate needs none.
It needs bash 4.4, curl 7.76, openssl and jq.
TEXT
}

give_up() {
  printf 'request-review: %s\n' "$1" >&2
  exit 2
}

documents=()
gate='' id='' service='' environment='' repository='' kind=git base='' head='' email='' login='' ref='' run='' minutes=55 every=20
while [[ $# -gt 0 ]]; do
  case $1 in
    --help) usage; exit ;;
    --gate | --id | --service | --environment | --repository | --kind | --base | --head | --email | --login | --ref | --run | --minutes | --every)
      [[ $# -ge 2 ]] || give_up "$1 needs a value."
      printf -v "${1#--}" %s "$2"
      shift 2 ;;
    --document | --document-url)
      [[ $# -ge 2 ]] || give_up "$1 needs a value."
      documents+=("$1" "$2")
      shift 2 ;;
    *) usage >&2; give_up "there is no option '$1'." ;;
  esac
done

for tool in curl openssl jq; do
  command -v "$tool" >/dev/null || give_up "'$tool' is needed and not on the PATH."
done
for name in gate id service environment repository head; do
  [[ ${!name} ]] || give_up "--$name is missing."
done
[[ $gate =~ ^(https://|http://(localhost|127\.0\.0\.1)[:/]) ]] || give_up "--gate is '$gate'; it must be an https URL."
[[ $email || $login ]] || give_up '--email or --login must say who started the run.'
[[ $id =~ ^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$ ]] || give_up "--id is '$id'; it must be 1 to 100 letters, digits, '-', '_' or '.'."
[[ $minutes =~ ^[1-9][0-9]{0,3}$ && $minutes -le 1440 ]] || give_up "--minutes is '$minutes'; it must be 1 to 1440."
[[ $every =~ ^[1-9][0-9]{0,2}$ && $every -le 300 ]] || give_up "--every is '$every'; it must be 1 to 300."
[[ ${GATE_WEBHOOK_SECRET:-} =~ ^whsec_[A-Za-z0-9+/]+=*$ ]] || give_up "GATE_WEBHOOK_SECRET must be 'whsec_' and base64."
key=$(printf %s "${GATE_WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
[[ ${#key} -ge 48 && ${#key} -le 128 ]] || give_up 'GATE_WEBHOOK_SECRET must hold 24 to 64 bytes.'
gate=${gate%/}
answer=$(mktemp) attached=$(mktemp)
trap 'rm -f "$answer" "$attached"' EXIT

# The key's 64-byte block, each byte combined with a constant, as printf escapes.
key_block() {
  local index byte
  for ((index = 0; index < 64; index++)); do
    byte=${key:index*2:2}
    printf '\\x%02x' $((16#${byte:-0} ^ $1))
  done
}

# HMAC-SHA256 of standard input (RFC 2104). By hand, so that the key is in no program's arguments, which others on the machine can see.
sign() {
  { printf '%b' "$(key_block 0x36)"; cat; } | openssl dgst -sha256 -binary \
    | { printf '%b' "$(key_block 0x5c)"; cat; } | openssl dgst -sha256 -binary | openssl base64 -A
}

# Sends a message, signed anew. Prints the status; 000 where there was no answer, whose body is in $answer.
send() {
  local message=$1 body=$2 at signature
  at=$(date +%s)
  signature=$(printf '%s.%s.%s' "$message" "$at" "$body" | sign)
  printf %s "$body" | curl --silent --output "$answer" --write-out '%{http_code}' --max-time 30 \
    --header 'Content-Type: application/json' --header "webhook-id: $message" --header "webhook-timestamp: $at" \
    --header "webhook-signature: v1,$signature" --data-binary @- "$gate/webhooks/standard" || true
}

withdraw() {
  local body
  body=$(jq -nc --arg id "$id" --arg reason "$1" '{type: "deployment.withdrawn", data: {id: $id, reason: $reason}}')
  send "$id-withdrawn" "$body" >/dev/null
}

# Prints text of the gate's answer on one line: people wrote part of it, and pipelines take commands from their logs.
tell() {
  jq -r "($1) | tostring | gsub(\"[[:cntrl:]]+\"; \" \") | gsub(\"##|::\"; \" \") | .[:2000]" "$answer" 2>/dev/null || true
}

# A signal is seen at once, and not only when the pause is over.
pause() {
  sleep "$every" &
  wait "$!"
}

# Adds a document to the list in $attached. Contents go through files: arguments of a program are too short for them.
attach() {
  local list
  list=$(jq -c "${@:2}" "$1" "$attached")
  printf %s "$list" >"$attached"
}

printf '[]' >"$attached"
for ((index = 0; index < ${#documents[@]}; index += 2)); do
  what=${documents[index + 1]}
  if [[ ${documents[index]} == --document ]]; then
    [[ -f $what && -r $what && -s $what ]] || give_up "--document '$what' is no file with content."
    [[ $(wc -c <"$what") -le 262144 ]] || give_up "--document '$what' has more than 256 KiB; put it where the gate can fetch it, and use --document-url."
    attach '. + [{name: $name, content: $content}]' --arg name "${what##*/}" --rawfile content "$what"
  else
    [[ $what =~ ^https?://[^/?#]+/ ]] || give_up '--document-url must be an https URL with a path.'
    path=${what%%[?#]*}
    attach '. + [{name: $name, url: ($url | split("#")[0])} + ($url | split("#")[1:2] | if . == [] then {} else {sha256: .[0]} end)]' \
      --arg name "${path##*/}" --arg url "$what"
  fi
done

request=$(jq -nc --slurpfile documents "$attached" --arg id "$id" --arg service "$service" --arg environment "$environment" --arg kind "$kind" --arg location "$repository" \
  --arg base "$base" --arg head "$head" --arg email "$email" --arg login "$login" --arg ref "$ref" --arg run "$run" '
  def given: if . == "" then null else . end;
  {type: "deployment.requested", data: ({
    id: $id, service: $service, environment: $environment, answer: "polled",
    repository: {kind: $kind, location: $location},
    commits: ({base: ($base | given), head: $head} | del(.[] | nulls)),
    requester: ({email: ($email | given), login: ($login | given)} | del(.[] | nulls)),
    ref: ($ref | given),
    documents: ($documents[0] | if . == [] then null else . end),
    links: (if $run == "" then null else [{title: "Pipeline run", url: $run}] end)
  } | del(.[] | nulls))}')

deadline=$((SECONDS + minutes * 60))
while true; do
  status=$(send "$id-requested" "$request")
  case $status in
    200 | 202) break ;;
    000 | 408 | 429 | 5??) [[ $SECONDS -lt $deadline ]] || give_up "the gate did not take the request (status $status)." ;;
    *)
      # Two runs within one second sign the same message alike: the gate has it already.
      [[ $(jq -r '.type // ""' "$answer" 2>/dev/null) != *:replayed ]] || break
      give_up "the gate refused the request (status $status): $(tell '.detail // .title')" ;;
  esac
  pause
done
printf 'Asked %s about %s.\n' "$gate" "$id"
trap 'withdraw "The pipeline run was stopped."; give_up "stopped; the request was withdrawn."' INT TERM

headers() {
  local token
  if [[ ${GATE_TOKEN_COMMAND:-} ]]; then
    token=$(bash -c "$GATE_TOKEN_COMMAND") && [[ $token ]] || return
    printf 'Authorization: Bearer %s\n' "$token"
  fi
}

state='' tokenless=0
while [[ $SECONDS -lt $deadline ]]; do
  if ! header=$(headers); then
    tokenless=$((tokenless + 1))
    if [[ $tokenless -ge 3 ]]; then
      withdraw 'The pipeline lost its access to the gate.'
      give_up 'GATE_TOKEN_COMMAND gave no token three times; the request was withdrawn.'
    fi
    pause
    continue
  fi

  tokenless=0

  status=$(curl --silent --output "$answer" --write-out '%{http_code}' --max-time 30 --header @- "$gate/api/deployments/$id" <<<"$header") || true
  case $status in
    200)
      now=$(jq -r '.state // ""' "$answer" 2>/dev/null) || now=''
      [[ $now == "$state" ]] || printf 'State: %s\n' "${now:-unreadable}"
      state=$now
      case $state in
        released | cancelled)
          tell '.outcome | "\(.decision): \(.explanation)" + (if .comment then " \"\(.comment)\"" else "" end)'
          # Exactly what was asked for, and nothing that looks like it.
          if jq -e --arg id "$id" --arg environment "$environment" --arg head "${head,,}" \
            '.id == $id and .environment == $environment and .commits.head == $head and .state == "released" and .outcome.decision == "release"' \
            "$answer" >/dev/null; then
            exit 0
          fi
          [[ $state == cancelled ]] || give_up 'the answer is not about what was asked for.'
          exit 1 ;;
      esac ;;
    000 | 404 | 408 | 429 | 5??) ;;
    *)
      withdraw 'The pipeline may not read the outcome.'
      give_up "the outcome may not be read (status $status; 302, 401 and 403 mean a missing or wrong token or role); the request was withdrawn." ;;
  esac
  pause
done

withdraw "No outcome within $minutes minutes."
give_up "no outcome within $minutes minutes; the request was withdrawn."

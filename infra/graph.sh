# shellcheck shell=bash
# Calls to Microsoft Graph with the signed-in Azure CLI. Sourced by the scripts beside it, which set dry_run to true or false.

readonly graph=https://graph.microsoft.com/v1.0

fail() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 1
}

say() {
  printf '%s\n' "$1" >&2
}

require() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || fail "'$tool' is needed and not on the PATH."
  done
}

is_guid() {
  [[ $1 =~ ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$ ]]
}

# The value of an option, for: case ... --name) name=$(value_of "$@"); shift 2
value_of() {
  [[ $# -ge 2 && $2 != --* ]] || fail "$1 needs a value."
  printf '%s' "$2"
}

# Reads; ends the script where Graph refuses.
read_graph() {
  az rest --method get --url "$graph$1" --only-show-errors --output json
}

# Reads what may not be there: prints nothing then.
find_graph() {
  local answer
  if answer=$(az rest --method get --url "$graph$1" --only-show-errors --output json 2>&1); then
    printf '%s' "$answer"
  elif [[ $answer != *Request_ResourceNotFound* ]]; then
    fail "GET $1: $answer"
  fi
}

# Every element of a collection, one JSON object a line, however many pages it has.
list_graph() {
  local url=$graph$1 page
  while [[ -n $url ]]; do
    page=$(az rest --method get --url "$url" --only-show-errors --output json)
    jq -c '.value[]' <<<"$page"
    url=$(jq -r '."@odata.nextLink" // empty' <<<"$page")
  done
}

# write_graph WHAT METHOD PATH [BODY [HEADER]]: says what it does, and does it unless this is a dry run. Prints Graph's answer.
# Graph does not know an object that was just made everywhere at once: that refusal is tried again a few times.
write_graph() {
  local what=$1 method=$2 path=$3 body=${4:-} header=${5:-} attempt answer
  if ${dry_run:?}; then
    say "would $what"
    return
  fi

  say "$what"
  local -a call=(az rest --method "$method" --url "$graph$path" --only-show-errors --output json)
  [[ -z $body ]] || call+=(--body "$body")
  [[ -z $header ]] || call+=(--headers "$header")
  for attempt in 1 2 3 4 5 6; do
    if answer=$("${call[@]}" 2>&1); then
      printf '%s' "$answer"
      return
    fi

    case $answer in
      *Request_ResourceNotFound* | *NoBackingApplicationObject* | *'does not reference a valid'*) ;;
      *) break ;;
    esac
    [[ $attempt == 6 ]] || sleep "${GRAPH_RETRY_SECONDS:-5}"
  done

  fail "$method $path: $answer"
}

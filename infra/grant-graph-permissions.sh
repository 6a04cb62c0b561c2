#!/usr/bin/env bash
# Grants the managed identity exactly the Microsoft Graph application permissions that the gate uses, and says why each is needed.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: grant-graph-permissions.sh --identity OBJECT_ID [--with FEATURE]... [--prune] [--dry-run]
       grant-graph-permissions.sh --list

  --identity OBJECT_ID   the managed identity's object (principal) id
  --with FEATURE         also grants the optional permissions of a feature
  --prune                takes away Graph permissions that are granted and not asked for
  --dry-run              says what it would do and changes nothing
  --list                 lists all permissions with their reasons
  --permissions FILE     the list; default graph-permissions.json beside this script

Features are directory, presence, mailbox-settings, teams-install (teams.catalogAppId) and teams-feed (teams.notifyInFeed), as README.md
says. Run it again at any time: it writes only what differs. It needs az, signed in as a Privileged Role Administrator, and jq.
TEXT
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=infra/graph.sh
source "$here/graph.sh"

identity='' prune=false dry_run=false list=false file=$here/graph-permissions.json
features=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --identity) identity=$(value_of "$@"); shift 2 ;;
    --with) features+=("$(value_of "$@")"); shift 2 ;;
    --permissions) file=$(value_of "$@"); shift 2 ;;
    --prune) prune=true; shift ;;
    --dry-run) dry_run=true; shift ;;
    --list) list=true; shift ;;
    --help) usage; exit ;;
    *) usage >&2; fail "there is no option '$1'." ;;
  esac
done

require jq
[[ -r $file ]] || fail "$file cannot be read."
if $list; then
  jq -r '.permissions[]
    | [.permission, .feature, (if .inUse then "used" else "not used yet" end), (if .needed then "needed" else "optional" end), .why]
    | @tsv' "$file"
  exit
fi

require az
is_guid "$identity" || fail "--identity is '$identity'; it must be the object id (a GUID) of the managed identity."
for feature in "${features[@]}"; do
  known=$(jq -r --arg feature "$feature" '[.permissions[] | select(.feature == $feature)]
    | if length == 0 then "unknown" elif any(.inUse) then "used" else "unused" end' "$file")
  case $known in
    unknown) fail "there is no feature '$feature'; the features are $(jq -r '[.permissions[].feature] | unique | join(", ")' "$file")." ;;
    unused) fail "no version of the gate that this script belongs to uses '$feature': nothing is granted for it." ;;
  esac
done

wanted=$(jq -c '.permissions[] | select(.inUse and (.needed or IN(.feature; $ARGS.positional[])))' "$file" --args "${features[@]}")
[[ -n $wanted ]] || say 'Without --with FEATURE the gate needs no Microsoft Graph permission; --list names the features.'

service=$(read_graph "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?\$select=id,appRoles")
service_id=$(jq -r .id <<<"$service")
granted=$(list_graph "/servicePrincipals/$identity/appRoleAssignments" | jq -c --arg service "$service_id" 'select(.resourceId == $service)')

wanted_roles=()
while IFS= read -r one; do
  [[ -n $one ]] || continue
  name=$(jq -r .permission <<<"$one")
  role=$(jq -r --arg name "$name" '.appRoles[] | select(.value == $name and (.allowedMemberTypes | index("Application"))) | .id' <<<"$service")
  [[ -n $role ]] || fail "Microsoft Graph has no application permission '$name'; mend $file."
  wanted_roles+=("$role")
  say "$name ($(jq -r .feature <<<"$one")): $(jq -r .why <<<"$one")"
  if [[ $(jq -r --arg role "$role" 'select(.appRoleId == $role) | .id' <<<"$granted") ]]; then
    say '  granted already'
  else
    body=$(jq -nc --arg principal "$identity" --arg service "$service_id" --arg role "$role" \
      '{principalId: $principal, resourceId: $service, appRoleId: $role}')
    write_graph "  grant $name" post "/servicePrincipals/$service_id/appRoleAssignedTo" "$body" >/dev/null
  fi
done <<<"$wanted"

while IFS= read -r one; do
  [[ -n $one ]] || continue
  role=$(jq -r .appRoleId <<<"$one")
  [[ " ${wanted_roles[*]} " != *" $role "* ]] || continue
  name=$(jq -r --arg role "$role" '[.appRoles[] | select(.id == $role) | .value][0] // $role' <<<"$service")
  if $prune; then
    write_graph "take away $name" delete "/servicePrincipals/$identity/appRoleAssignments/$(jq -r .id <<<"$one")" >/dev/null
  else
    say "$name is granted and not asked for; --prune takes it away."
  fi
done <<<"$granted"

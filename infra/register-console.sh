#!/usr/bin/env bash
# Registers the console in Entra ID, for App Service Authentication: roles, redirect, claims, no secret. Prints the client id.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: register-console.sh --name NAME [--host HOST] [--identity OBJECT_ID] [--assign ROLE=OBJECT_ID]... [--dry-run]

  --name NAME              what the registration is found by again, such as gate-console-prod: 3 to 64 letters, digits and '-'
  --host HOST              the function app's host name, for the redirect after sign-in
  --identity OBJECT_ID     the managed identity that signs in for the app instead of a secret: its object (principal) id
  --assign ROLE=OBJECT_ID  gives a role to a group, a person or a pipeline's service principal
  --dry-run                says what it would do and changes nothing

Roles: Gate.View, Gate.AdministerPolicy, Gate.BreakGlass. Nobody gets in without one.
Run it again at any time: it writes only what differs, and leaves what others added. It needs az, signed in as an Application
Administrator, and jq.
TEXT
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=infra/graph.sh
source "$here/graph.sh"

# App role ids are the same in every tenant, so that an assignment outlives a registration that is made anew.
readonly roles='[
  {"id": "3d0a6c1e-7f0b-4a55-9a7e-0b8c5f2d1a01", "value": "Gate.View", "displayName": "View deployments",
   "description": "Sees deployments, reviews and audit trails.", "allowedMemberTypes": ["User", "Application"], "isEnabled": true},
  {"id": "3d0a6c1e-7f0b-4a55-9a7e-0b8c5f2d1a02", "value": "Gate.AdministerPolicy", "displayName": "Administer policy",
   "description": "Changes policy and friction controls.", "allowedMemberTypes": ["User"], "isEnabled": true},
  {"id": "3d0a6c1e-7f0b-4a55-9a7e-0b8c5f2d1a03", "value": "Gate.BreakGlass", "displayName": "Break glass",
   "description": "Asks for, or confirms, a release by break-glass.", "allowedMemberTypes": ["User"], "isEnabled": true}
]'

# Optional claims of its tokens: when and how somebody signed in, which proves a fresh sign-in, and whether an application did
# (learn.microsoft.com, "Optional claims reference").
readonly claims='{"idToken": ["auth_time", "acrs"], "accessToken": ["auth_time", "acrs", "idtyp"]}'

name='' host='' identity='' dry_run=false
assignments=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --name) name=$(value_of "$@"); shift 2 ;;
    --host) host=$(value_of "$@"); shift 2 ;;
    --identity) identity=$(value_of "$@"); shift 2 ;;
    --assign) assignments+=("$(value_of "$@")"); shift 2 ;;
    --dry-run) dry_run=true; shift ;;
    --help) usage; exit ;;
    *) usage >&2; fail "there is no option '$1'." ;;
  esac
done

require az jq
[[ $name =~ ^[A-Za-z0-9-]{3,64}$ ]] || fail "--name is '$name'; it must be 3 to 64 letters, digits and '-'."
[[ -z $host || $host =~ ^[a-z0-9-]+(\.[a-z0-9-]+)+$ ]] || fail "--host is '$host'; it must be a host name such as gate.example.com."
[[ -z $identity ]] || is_guid "$identity" || fail "--identity is '$identity'; it must be an object id (a GUID)."
for one in "${assignments[@]}"; do
  jq -e --arg role "${one%%=*}" 'any(.value == $role)' <<<"$roles" >/dev/null \
    || fail "--assign $one: there is no role '${one%%=*}'; the roles are $(jq -r 'map(.value) | join(", ")' <<<"$roles")."
  is_guid "${one#*=}" || fail "--assign $one: '${one#*=}' must be an object id (a GUID)."
done

# uniqueName is an alternate key that Graph keeps unique, so that two runs at a time make one registration (learn.microsoft.com,
# "Upsert application").
app_path="/applications(uniqueName='$name')"
app=$(find_graph "$app_path")
if [[ -z $app ]]; then
  body=$(jq -nc --arg name "$name" '{displayName: $name, signInAudience: "AzureADMyOrg"}')
  app=$(write_graph "register $name" patch "$app_path" "$body" Prefer=create-if-missing)
  if $dry_run; then
    say 'would set its roles, redirect, claims, credential and assignments'
    printf '%s\n' 00000000-0000-0000-0000-000000000000
    exit
  fi
fi

app_id=$(jq -r .appId <<<"$app")
object_id=$(jq -r .id <<<"$app")
if ! is_guid "$app_id" || ! is_guid "$object_id"; then
  fail "Graph answered without the registration's ids."
fi

# What the registration should have: everything that it has, with ours added. Only the properties that differ are written.
redirect=${host:+https://$host/.auth/login/aad/callback}
changes=$(jq -c --arg uri "api://$app_id" --arg redirect "$redirect" --argjson roles "$roles" --argjson claims "$claims" '
  def asking_for($names): . as $has | . + [$names[] | select(IN($has[].name) | not) | {name: .}];
  (.web // {}) as $web
  | (.optionalClaims // {}) as $asked
  | [(.appRoles // [])[] | del(.origin)] as $has
  | {
      signInAudience: [.signInAudience, "AzureADMyOrg"],
      identifierUris: [.identifierUris // [], (.identifierUris // [] | if index($uri) then . else . + [$uri] end)],
      web: [
        {redirectUris: ($web.redirectUris // []), implicitGrantSettings: ($web.implicitGrantSettings // {})},
        {
          redirectUris: ($web.redirectUris // [] | if $redirect == "" or index($redirect) then . else . + [$redirect] end),
          implicitGrantSettings: (($web.implicitGrantSettings // {}) + {enableIdTokenIssuance: true})
        }
      ],
      optionalClaims: [
        $asked,
        $asked + ($claims | with_entries(.value as $names | .value = ($asked[.key] // [] | asking_for($names))))
      ],
      api: [{requestedAccessTokenVersion: .api.requestedAccessTokenVersion}, {requestedAccessTokenVersion: 2}],
      appRoles: [
        ($has | sort_by(.value)),
        ($has | map(select(.value | IN($roles[].value) | not))
          + [$roles[] as $role | $role + ([$has[] | select(.value == $role.value) | {id}][0] // {})] | sort_by(.value))
      ]
    }
  | with_entries(select(.value[0] != .value[1]) | .value |= .[1])' <<<"$app")
if [[ $changes != '{}' ]]; then
  write_graph "set $(jq -r 'keys | join(", ")' <<<"$changes") of $name" patch "/applications/$object_id" "$changes" >/dev/null
fi

principal_path="/servicePrincipals(appId='$app_id')"
principal=$(find_graph "$principal_path")
if [[ -z $principal ]]; then
  body=$(jq -nc --arg id "$app_id" '{appId: $id, appRoleAssignmentRequired: true}')
  principal=$(write_graph "make the service principal of $name" post /servicePrincipals "$body")
elif [[ $(jq .appRoleAssignmentRequired <<<"$principal") != true ]]; then
  write_graph "demand an assignment from everybody who signs in to $name" patch "$principal_path" '{"appRoleAssignmentRequired":true}' >/dev/null
fi

if [[ $identity ]]; then
  tenant=$(az account show --output json | jq -r .tenantId)
  wanted=$(jq -nc --arg issuer "https://login.microsoftonline.com/$tenant/v2.0" --arg subject "$identity" \
    '{name: "function-app", issuer: $issuer, subject: $subject, audiences: ["api://AzureADTokenExchange"]}')
  credentials=/applications/$object_id/federatedIdentityCredentials
  found=$(list_graph "$credentials" | jq -c 'select(.name == "function-app")')
  if [[ -z $found ]]; then
    write_graph "let the managed identity $identity sign in for $name" post "$credentials" "$wanted" >/dev/null
  elif [[ $(jq -cS '{name, issuer, subject, audiences}' <<<"$found") != "$(jq -cS . <<<"$wanted")" ]]; then
    write_graph "let the managed identity $identity sign in for $name" patch "$credentials/$(jq -r .id <<<"$found")" \
      "$(jq -c 'del(.name)' <<<"$wanted")" >/dev/null
  fi
fi

if [[ ${#assignments[@]} -gt 0 && -n $principal ]]; then
  principal_id=$(jq -r .id <<<"$principal")
  known_roles=$(jq -c --argjson roles "$roles" '(.appRoles // []) + $roles' <<<"$app")
  given=$(list_graph "/servicePrincipals/$principal_id/appRoleAssignedTo")
  for one in "${assignments[@]}"; do
    role=$(jq -r --arg role "${one%%=*}" '[.[] | select(.value == $role) | .id][0]' <<<"$known_roles")
    if [[ -z $(jq -r --arg role "$role" --arg to "${one#*=}" 'select(.appRoleId == $role and .principalId == $to) | .id' <<<"$given") ]]; then
      body=$(jq -nc --arg to "${one#*=}" --arg principal "$principal_id" --arg role "$role" \
        '{principalId: $to, resourceId: $principal, appRoleId: $role}')
      write_graph "give ${one%%=*} to ${one#*=}" post "/servicePrincipals/$principal_id/appRoleAssignedTo" "$body" >/dev/null
    fi
  done
fi

printf '%s\n' "$app_id"

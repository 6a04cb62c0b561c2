#!/usr/bin/env bash
# Provisions and deploys the gate to Azure. The same command again changes only what differs.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: deploy.sh --resource-group NAME --location REGION --parameters FILE.bicepparam --policy FILE --people FILE
                 [--friction-controls FILE] [--services FILE] [--signals FILE]
                 [--assign ROLE=OBJECT_ID]... [--with FEATURE]... [--console NAME] [--what-if]

  --resource-group NAME    made if it is not there
  --location REGION        of the resource group, such as westeurope
  --parameters FILE        for main.bicep; consoleClientId is added to it
  --policy FILE            the review policy, and
  --people FILE            the people, that are deployed with the app
  --friction-controls FILE friction controls to deploy with it; without this option none is in force any more
  --services FILE          service catalogue to deploy with it, and
  --signals FILE           signals of AI of your own; without these options there are none
  --console NAME           name of the console's registration; default NAME-console
  --assign ROLE=OBJECT_ID  who gets into the console, passed on to register-console.sh
  --with FEATURE           passed on to grant-graph-permissions.sh
  --what-if                shows what would change, and changes nothing

It needs az (signed in), dotnet, jq and zip. What it does: build, console registration, main.bicep, redirect and credential of the
registration, deployment of the build, Graph permissions, Teams app package, readiness.
TEXT
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=infra/graph.sh
source "$here/graph.sh"

group='' location='' parameters='' policy='' people='' controls='' services='' signals='' console='' dry_run=false
register=() grant=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --resource-group) group=$(value_of "$@"); shift 2 ;;
    --location) location=$(value_of "$@"); shift 2 ;;
    --parameters) parameters=$(value_of "$@"); shift 2 ;;
    --policy) policy=$(value_of "$@"); shift 2 ;;
    --people) people=$(value_of "$@"); shift 2 ;;
    --friction-controls) controls=$(value_of "$@"); shift 2 ;;
    --services) services=$(value_of "$@"); shift 2 ;;
    --signals) signals=$(value_of "$@"); shift 2 ;;
    --console) console=$(value_of "$@"); shift 2 ;;
    --assign | --with)
      value=$(value_of "$@")
      if [[ $1 == --assign ]]; then register+=("$1" "$value"); else grant+=("$1" "$value"); fi
      shift 2 ;;
    --what-if) dry_run=true; register+=(--dry-run); shift ;;
    --help) usage; exit ;;
    *) usage >&2; fail "there is no option '$1'." ;;
  esac
done

require az dotnet jq zip
[[ $group ]] || fail '--resource-group is missing.'
[[ $location ]] || fail '--location is missing.'
[[ -r $parameters ]] || fail "--parameters is '$parameters'; it must be a .bicepparam file that can be read."
[[ -r $policy ]] || fail "--policy is '$policy'; it must be a review policy that can be read."
[[ -r $people ]] || fail "--people is '$people'; it must be a people file that can be read."
[[ -z $controls || -r $controls ]] || fail "--friction-controls is '$controls'; it must be a file of friction controls that can be read."
[[ -z $services || -r $services ]] || fail "--services is '$services'; it must be a service catalogue that can be read."
[[ -z $signals || -r $signals ]] || fail "--signals is '$signals'; it must be a file of signals that can be read."
console=${console:-$group-console}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Built before anything is changed in Azure. A build against the declarations in tests/AzureFunctions.Surface cannot run.
[[ ${AzureFunctions:-packages} != surface ]] || fail 'AzureFunctions=surface is set: that build cannot run. Unset it.'
files=("-p:PolicyFile=$(realpath "$policy")" "-p:PeopleFile=$(realpath "$people")")
[[ -z $controls ]] || files+=("-p:FrictionControlsFile=$(realpath "$controls")")
[[ -z $services ]] || files+=("-p:ServicesFile=$(realpath "$services")")
[[ -z $signals ]] || files+=("-p:SignalsFile=$(realpath "$signals")")
dotnet publish "$here/../src/Workflow.Functions" --configuration Release --output "$work/app" "${files[@]}" >&2
for file in host.json functions.metadata Microsoft.Azure.Functions.Worker.Core.dll Microsoft.Azure.Functions.Worker.Grpc.dll; do
  [[ -s $work/app/$file ]] || fail "the build has no $file: it was not made with the Azure Functions packages, and cannot run."
done
[[ ! -e $work/app/AzureFunctions.Surface.dll ]] \
  || fail 'the build contains AzureFunctions.Surface.dll: it was made without the Azure Functions packages, and cannot run.'
(cd "$work/app" && zip --quiet --recurse-paths "$work/app.zip" .)

group_exists=$(az group exists --name "$group" --output tsv)
client_id=$("$here/register-console.sh" --name "$console" "${register[@]}")
deployment=(--resource-group "$group" --parameters "$parameters" --parameters "consoleClientId=$client_id")
if $dry_run; then
  if [[ $group_exists == true ]]; then
    az deployment group what-if "${deployment[@]}"
  else
    say "would make the resource group $group in $location and everything in main.bicep"
  fi
  "$here/grant-graph-permissions.sh" --list
  exit
fi

[[ $group_exists == true ]] || az group create --name "$group" --location "$location" --output none
outputs=$(az deployment group create --name gate "${deployment[@]}" --output json | jq -c '.properties.outputs | map_values(.value)')
output() {
  jq -er --arg name "$1" '.[$name]' <<<"$outputs" || fail "main.bicep gave no output '$1'."
}

app=$(output functionAppName)
host=$(output functionAppHostName)
identity=$(output identityPrincipalId)
bot=$(output botClientId)
vault=$(output vaultName)
"$here/register-console.sh" --name "$console" --host "$host" --identity "$identity" "${register[@]}" >/dev/null

# Role assignments that were just made reach the storage account after some minutes; until then it refuses the package.
for attempt in 1 2 3 4 5; do
  if az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$work/app.zip" --output none; then
    break
  fi

  [[ $attempt != 5 ]] || fail "$app did not take the build; the lines above say why."
  sleep "${DEPLOY_RETRY_SECONDS:-60}"
done

"$here/grant-graph-permissions.sh" --identity "$identity" "${grant[@]}"

package=$PWD/gate-teams-$group.zip
dotnet run "$here/teams/BuildAppPackage.cs" -- --bot-id "$bot" --host "$host" --output "$package" >/dev/null
say "Teams app package: $package. Upload it in the Teams admin center, under Teams apps, Manage apps."

for attempt in {1..30}; do
  if az rest --method get --url "https://$host/readyz" --skip-authorization-header --only-show-errors --output none; then
    break
  fi

  [[ $attempt != 30 ]] || fail "https://$host/readyz does not say that the gate is ready. After the first deployment put the secrets into \
the Key Vault $vault and restart $app (infra/README.md, Secrets); else see its log in Application Insights."
  sleep "${DEPLOY_RETRY_SECONDS:-10}"
done

say "The gate is ready at https://$host/."

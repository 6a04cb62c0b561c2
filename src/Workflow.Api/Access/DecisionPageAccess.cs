using Microsoft.Extensions.Options;
using Workflow.Orchestration.Ports;

namespace Workflow.Api.Access;

/// <summary>People are known by name in one mode of sign-in only.</summary>
internal sealed class DecisionPageAccess(IOptions<AccessOptions> options) : IDecisionPage
{
    public bool KnowsPeople => options.Value.Mode is SignInMode.AppService;
}

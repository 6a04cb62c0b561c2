namespace Workflow.Orchestration;

/// <summary>The name of an activity with the types of its input and output.</summary>
/// <param name="Name">Verb and object, such as <c>SendApprovalCard</c>. Part of every running instance's history: never rename one.</param>
public sealed record ActivityDefinition<TInput, TOutput>(string Name)
{
    public override string ToString() => Name;
}

/// <summary>An activity's code. Both engines run it at least once, so it must be idempotent.</summary>
public interface IActivity<in TInput, TOutput>
{
    Task<TOutput> RunAsync(TInput input, CancellationToken cancellationToken);
}

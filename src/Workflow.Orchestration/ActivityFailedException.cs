namespace Workflow.Orchestration;

/// <summary>An activity failed and will not be tried again. Adapters of other engines translate their own exception to this one.</summary>
public sealed class ActivityFailedException(string activityName, string errorType, string errorMessage, Exception? innerException = null)
    : Exception($"Activity {activityName} failed: {errorMessage}", innerException)
{
    public string ActivityName { get; } = activityName;

    /// <summary>The full type name of the exception that the last attempt ended with.</summary>
    public string ErrorType { get; } = errorType;

    public string ErrorMessage { get; } = errorMessage;
}

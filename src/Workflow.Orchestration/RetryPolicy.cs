namespace Workflow.Orchestration;

/// <summary>How often and how soon a failed activity is run again. Same meaning as Durable Task's <c>RetryPolicy</c>.</summary>
/// <param name="MaxNumberOfAttempts">Attempts in all, the first one included. 1 or more.</param>
/// <param name="FirstRetryInterval">Wait before the second attempt. More than zero.</param>
/// <param name="BackoffCoefficient">What the wait is multiplied with after each further attempt. 1 or more.</param>
/// <param name="MaxRetryInterval">The longest wait between two attempts; <see cref="LongestDelay"/> when null.</param>
public sealed record RetryPolicy(
    int MaxNumberOfAttempts,
    TimeSpan FirstRetryInterval,
    double BackoffCoefficient = 1,
    TimeSpan? MaxRetryInterval = null)
{
    /// <summary>A day: no wait between two attempts is longer.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    /// <summary>The wait after a failed attempt.</summary>
    /// <param name="attempt">The number of the attempt that failed, from 1.</param>
    public TimeSpan DelayAfter(int attempt)
    {
        var longest = MaxRetryInterval ?? LongestDelay;
        var delay = FirstRetryInterval.TotalMilliseconds * Math.Pow(BackoffCoefficient, attempt - 1);
        return delay < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(delay) : longest;
    }
}

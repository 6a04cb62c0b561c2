using Microsoft.Extensions.Logging;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;
using Workflow.Orchestration.Scheduled;

namespace Workflow.Orchestration;

/// <summary>Tells owners and operators what becomes of friction controls, each thing once.</summary>
public sealed partial class FrictionNotices(IDeliveryLog deliveries, IMailNotifier mail, ILogger<FrictionNotices> logger)
{
    /// <summary>The scope of the claims.</summary>
    private const string Scope = "friction-controls";

    /// <param name="due">Null for nothing.</param>
    public async Task TellOnceAsync(FrictionControl control, FrictionNotice? due, CancellationToken cancellationToken)
    {
        // A renewed control ends at another time, and its owner hears of that end too; it begins once.
        var id = due is FrictionNotice.Opened ? $"{due}:{control.Name}" : $"{due}:{control.Until.UtcDateTime:O}:{control.Name}";
        if (due is { } notice
            && await deliveries.SendOnceAsync(
                Scope, id, () => mail.SendFrictionNoticeAsync(control, notice, cancellationToken), cancellationToken))
        {
            Log.Told(logger, control.Name, control.Owner, Words.Of(notice), control.Until);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Friction control {Control} of {Owner}: told that it {Notice}, until {Expires}")]
        public static partial void Told(ILogger logger, string control, string owner, string notice, DateTimeOffset expires);
    }
}

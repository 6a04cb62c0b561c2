using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Graph;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Mail;

public static class MailRegistration
{
    /// <summary>
    /// Mail through the SMTP server or the mailbox that the options name, else into the pickup folder. The host brings the
    /// <see cref="IDeliveryLog"/>.
    /// </summary>
    /// <param name="section">Bound to <see cref="MailOptions"/>.</param>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<MailOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IMailTransport>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MailOptions>>().Value;
            return options.SmtpHost is { Length: > 0 } host
                ? new SmtpServer(host, options, provider.GetRequiredService<ILogger<SmtpServer>>())
                : options.Graph.IsUsed
                ? new GraphMailbox(provider.GetRequiredService<IHttpClientFactory>(), options.Graph)
                : new PickupFolder(options.PickupFolder);
        });
        services.AddGraphTokenClient(GraphMailbox.TokenClientName);
        services.AddGraphClient(GraphMailbox.ClientName, onlyReads: false);
        return services.AddSingleton<IMailNotifier, MailNotifier>();
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Mail;

public static class MailRegistration
{
    /// <summary>Mail through the SMTP server that the options name, else into the pickup folder.</summary>
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
                : new PickupFolder(options.PickupFolder);
        });
        return services.AddSingleton<IMailNotifier, MailNotifier>();
    }
}

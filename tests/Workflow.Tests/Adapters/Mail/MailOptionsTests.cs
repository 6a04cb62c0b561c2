using System.ComponentModel.DataAnnotations;
using Workflow.Adapters.Mail;

namespace Workflow.Tests.Adapters.Mail;

public sealed class MailOptionsTests
{
    [Fact]
    public void The_Defaults_Are_Valid() => Assert.Empty(Problems(new MailOptions()));

    [Fact]
    public void Each_Mistake_Names_Its_Setting()
    {
        var options = new MailOptions
        {
            From = "nobody",
            SmtpHost = "mail.example.com",
            User = "gate",
            Security = SmtpSecurity.None,
            ConsoleBaseUrl = new Uri("ftp://example.com"),
            OperatorAddresses = { "x" },
            ReportAddresses = { "y" },
        };

        var problems = Problems(options);

        Assert.Equal(["From", "OperatorAddresses", "ReportAddresses", "ConsoleBaseUrl", "Password", "Security"], problems);
    }

    [Fact]
    public void A_Password_May_Go_Unencrypted_To_This_Machine_Only()
    {
        var options = new MailOptions { SmtpHost = "127.0.0.1", User = "u", Password = "p", Security = SmtpSecurity.None };

        Assert.Empty(Problems(options));
    }

    [Theory]
    [InlineData("secret", false, "tenant", "client", null)]
    [InlineData(null, true, null, "client", null)]
    [InlineData(null, false, "tenant", "client", "Graph.ClientSecret")]
    [InlineData("secret", true, "tenant", "client", "Graph.ClientSecret")]
    [InlineData("secret", false, null, "client", "Graph.TenantId")]
    [InlineData("secret", false, "tenant", null, "Graph.ClientId")]
    public void A_Mailbox_Needs_One_Way_To_Prove_Who_Sends(
        string? secret, bool isManaged, string? tenant, string? client, string? problem)
    {
        var options = new MailOptions
        {
            Graph = { Mailbox = "gate@example.com", ClientSecret = secret, UseManagedIdentity = isManaged, TenantId = tenant, ClientId = client },
        };

        Assert.Equal(problem is null ? [] : [problem], Problems(options));
    }

    [Fact]
    public void A_Server_And_A_Mailbox_Are_Not_Both_Used()
    {
        var options = new MailOptions
        {
            SmtpHost = "mail.example.com",
            Graph = { Mailbox = "gate@example.com", ClientId = "client", UseManagedIdentity = true, BaseUrl = new Uri("http://graph.example.com/v1.0") },
        };

        Assert.Equal(["Graph", "Graph.BaseUrl"], Problems(options));
    }

    private static List<string> Problems(MailOptions options)
    {
        List<ValidationResult> problems = [];
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        return [.. problems.SelectMany(problem => problem.MemberNames)];
    }
}

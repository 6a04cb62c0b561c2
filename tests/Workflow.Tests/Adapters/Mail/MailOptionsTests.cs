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

    private static List<string> Problems(MailOptions options)
    {
        List<ValidationResult> problems = [];
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        return [.. problems.SelectMany(problem => problem.MemberNames)];
    }
}

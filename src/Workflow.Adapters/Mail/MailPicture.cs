namespace Workflow.Adapters.Mail;

/// <summary>A drawing that a mail brings with it: nothing is fetched from anywhere when the mail is opened.</summary>
/// <param name="Alternative">What programs write in its place that do not show it.</param>
internal sealed record MailPicture(string FileName, string Alternative, string Svg)
{
    /// <summary>The same for the same drawing.</summary>
    public string ContentId => $"{GateMail.Digest(Svg)}@{FileName}";
}

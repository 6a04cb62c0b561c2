using System.Text;
using CsCheck;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.GitHub;

public sealed class GitHubSignatureTests
{
    private readonly GitHubSender gitHub = new();

    [Theory]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", WebhookRefusal.Malformed)]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18", WebhookRefusal.SignatureWrong)]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", WebhookRefusal.SignatureWrong)]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", WebhookRefusal.SignatureWrong)]
    [InlineData("", WebhookRefusal.SignatureMissing)]
    [InlineData(null, WebhookRefusal.SignatureMissing)]
    public void The_Documented_Vector_Is_Authentic_And_Nothing_Else_Is(string? signature, WebhookRefusal expected)
    {
        // The vector's body is no event, so that a reading as malformed says that the signature was accepted.
        var body = "Hello, World!"u8.ToArray();
        var headers = GitHubSender.Headers(body);
        headers.Remove("X-Hub-Signature-256");
        if (signature is not null)
        {
            headers["X-Hub-Signature-256"] = signature;
        }

        var reading = gitHub.Read(headers, body);

        Assert.Equal(expected, Assert.IsType<WebhookReading.Refused>(reading).Refusal);
    }

    [Fact]
    public void Any_Flipped_Bit_In_Body_Or_Signature_Is_Refused()
    {
        var body = Encoding.UTF8.GetBytes(GitHubSender.Payload().ToJsonString());

        Gen.Select(Gen.Bool, Gen.Int[0, int.MaxValue]).Sample((inBody, position) =>
        {
            var headers = GitHubSender.Headers(body);
            var sent = body.ToArray();
            var signature = Encoding.Latin1.GetBytes(headers["X-Hub-Signature-256"]);
            Flip(inBody ? sent : signature, position);
            headers["X-Hub-Signature-256"] = Encoding.Latin1.GetString(signature);

            var reading = gitHub.Read(headers, sent);

            Assert.Equal(WebhookRefusal.SignatureWrong, Assert.IsType<WebhookReading.Refused>(reading).Refusal);
        });
    }

    private static void Flip(byte[] bytes, int position) => bytes[position / 8 % bytes.Length] ^= (byte)(1 << (position % 8));
}

using System.Text;
using CsCheck;
using Workflow.Adapters.StandardWebhooks;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.StandardWebhooks;

public sealed class StandardWebhookSignatureTests
{
    // The positive vector of the specification's reference libraries. Its body is no deployment event, so that a reading as
    // malformed says that the signature was accepted.
    private const string VectorSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] VectorBody = Encoding.UTF8.GetBytes("{\"test\": 2432232314}");

    private readonly SignedPipeline pipeline = new();

    [Fact]
    public void Signing_Reproduces_The_Vector_Of_The_Specification()
    {
        var signature = StandardWebhookSignature.Sign(SignedPipeline.Secret, SignedPipeline.MessageId, SignedPipeline.Now, VectorBody);

        Assert.Equal(VectorSignature, signature);
    }

    [Theory]
    [InlineData(VectorSignature)]
    [InlineData($"v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= {VectorSignature}")]
    public void The_Vector_Is_Authentic_Also_Among_Other_Signatures(string signature)
    {
        var refusal = RefusalOf(signature);

        Assert.Equal(WebhookRefusal.Malformed, refusal);
    }

    [Theory]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLawdd")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,")]
    [InlineData("")]
    public void A_Wrong_Signature_Is_Refused(string signature)
    {
        var refusal = RefusalOf(signature);

        Assert.Equal(WebhookRefusal.SignatureWrong, refusal);
    }

    [Theory]
    [InlineData("Webhook-Id")]
    [InlineData("Webhook-Timestamp")]
    [InlineData("Webhook-Signature")]
    public void A_Missing_Header_Is_Refused(string missing)
    {
        var headers = SignedPipeline.Headers(VectorBody);
        headers.Remove(missing);

        var reading = pipeline.Read(headers, VectorBody);

        var refused = Assert.IsType<WebhookReading.Refused>(reading);
        Assert.Equal(WebhookRefusal.SignatureMissing, refused.Refusal);
        Assert.Contains("webhook-id, webhook-timestamp and webhook-signature", refused.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-301, WebhookRefusal.Stale)]
    [InlineData(-300, WebhookRefusal.Malformed)]
    [InlineData(300, WebhookRefusal.Malformed)]
    [InlineData(301, WebhookRefusal.Stale)]
    public void A_Webhook_Signed_Outside_Five_Minutes_Is_Stale(int seconds, WebhookRefusal expected)
    {
        var headers = SignedPipeline.Headers(VectorBody, at: SignedPipeline.Now.AddSeconds(seconds));

        var reading = pipeline.Read(headers, VectorBody);

        Assert.Equal(expected, Assert.IsType<WebhookReading.Refused>(reading).Refusal);
    }

    [Theory]
    [InlineData("now")]
    [InlineData("-1614265330")]
    [InlineData(" 1614265330")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public void A_Signed_Time_That_Is_None_Is_Stale(string timestamp)
    {
        var headers = SignedPipeline.Headers(VectorBody);
        headers["Webhook-Timestamp"] = timestamp;
        headers["Webhook-Signature"] = SignText($"{SignedPipeline.MessageId}.{timestamp}.{{\"test\": 2432232314}}");

        var reading = pipeline.Read(headers, VectorBody);

        Assert.Equal(WebhookRefusal.Stale, Assert.IsType<WebhookReading.Refused>(reading).Refusal);
    }

    [Fact]
    public void While_A_Secret_Is_Replaced_Both_Are_Accepted_And_No_Third()
    {
        var replacing = new SignedPipeline(("Secrets:1", SignedPipeline.OtherSecret));

        var byOld = replacing.Read(SignedPipeline.Headers(VectorBody), VectorBody);
        var byNew = replacing.Read(SignedPipeline.Headers(VectorBody, SignedPipeline.OtherSecret), VectorBody);
        var byNone = pipeline.Read(SignedPipeline.Headers(VectorBody, SignedPipeline.OtherSecret), VectorBody);

        Assert.Equal(WebhookRefusal.Malformed, Assert.IsType<WebhookReading.Refused>(byOld).Refusal);
        Assert.Equal(WebhookRefusal.Malformed, Assert.IsType<WebhookReading.Refused>(byNew).Refusal);
        Assert.Equal(WebhookRefusal.SignatureWrong, Assert.IsType<WebhookReading.Refused>(byNone).Refusal);
    }

    [Fact]
    public void Any_Flipped_Bit_In_Body_Id_Time_Or_Signature_Is_Refused()
    {
        var body = Encoding.UTF8.GetBytes(StandardEvents.Requested);
        string[] parts = ["body", "Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"];

        Gen.Select(Gen.Int[0, parts.Length - 1].Select(index => parts[index]), Gen.Int[0, int.MaxValue]).Sample((part, position) =>
        {
            var headers = SignedPipeline.Headers(body);
            var sent = body.ToArray();
            if (part == "body")
            {
                Flip(sent, position);
            }
            else
            {
                var text = Encoding.Latin1.GetBytes(headers[part]);
                Flip(text, position);
                headers[part] = Encoding.Latin1.GetString(text);
            }

            var reading = pipeline.Read(headers, sent);

            Assert.Equal(WebhookRefusal.SignatureWrong, Assert.IsType<WebhookReading.Refused>(reading).Refusal);
        });
    }

    private static void Flip(byte[] bytes, int position) => bytes[position / 8 % bytes.Length] ^= (byte)(1 << (position % 8));

    private static string SignText(string text)
    {
        var key = Convert.FromBase64String(SignedPipeline.Secret["whsec_".Length..]);
        var hash = System.Security.Cryptography.HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
        return $"v1,{Convert.ToBase64String(hash)}";
    }

    private WebhookRefusal RefusalOf(string signature)
    {
        var headers = SignedPipeline.Headers(VectorBody);
        headers["Webhook-Signature"] = signature;
        return Assert.IsType<WebhookReading.Refused>(pipeline.Read(headers, VectorBody)).Refusal;
    }
}

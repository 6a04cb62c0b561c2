using System.Text.Json;
using Workflow.Core.Reviews;
using Workflow.Orchestration;

namespace Workflow.Tests.Orchestration;

public sealed class StoredCardTests
{
    [Fact]
    public void A_Card_That_Was_Stored_Without_An_Address_Is_Still_Read()
    {
        var card = JsonSerializer.Deserialize<CardReference>(
            """{"channel":"teams","conversationId":"a:chat","activityId":"1740907800000"}""", WorkflowJson.Options);

        Assert.Equal(new CardReference("teams", "a:chat", "1740907800000"), card);
        Assert.Null(card!.ServiceUrl);
    }

    [Fact]
    public void A_Card_Keeps_The_Address_That_It_Was_Sent_To()
    {
        var card = new CardReference("teams", "a:chat", "1740907800000") { ServiceUrl = new Uri("https://smba.trafficmanager.net/emea/") };

        var json = JsonSerializer.Serialize(card, WorkflowJson.Options);

        Assert.Equal(card, JsonSerializer.Deserialize<CardReference>(json, WorkflowJson.Options));
    }
}

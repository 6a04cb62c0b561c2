using Workflow.Orchestration;

namespace Workflow.Tests.Engine;

/// <summary>The store takes a write, but the engine does not hear of it and lives on.</summary>
public sealed class LostAnswerTests
{
    private static readonly ActivityDefinition<string, string> Work = new("Work");

    private readonly VirtualTimeEngine engine = new();

    public static TheoryData<LostAnswer, int> Losses => new()
    {
        { LostAnswer.Error, 0 }, { LostAnswer.Error, 1 }, { LostAnswer.Conflict, 0 }, { LostAnswer.Conflict, 1 },
    };

    [Theory]
    [InlineData(LostAnswer.Error)]
    [InlineData(LostAnswer.Conflict)]
    public async Task An_Instance_Whose_Start_Got_No_Answer_Runs_And_Is_Known_To_Be_Started_By_This_Call(LostAnswer answer)
    {
        engine.AddOrchestrator<string, string>("Echo", (_, input) => Task.FromResult(input));
        engine.LoseAnswerAtWrite(1, answer);

        Assert.True(await engine.StartAsync("Echo", "one", "in"));

        Assert.Equal("in", await engine.GetOutputAsync<string>("one"));
    }

    [Theory]
    [InlineData(LostAnswer.Error)]
    [InlineData(LostAnswer.Conflict)]
    public async Task An_Instance_Whose_Start_Was_Told_To_Have_Failed_Runs_When_Its_Sender_Starts_It_Again(LostAnswer answer)
    {
        engine.AddOrchestrator<string, string>("Echo", (_, input) => Task.FromResult(input));
        engine.LoseAnswerAtWrite(1, answer, lostReads: 1);

        // The first call fails and is repeated by the engine's caller; it is the second one's answer that is seen here.
        Assert.False(await engine.StartAsync("Echo", "one", "in"));

        Assert.Equal("in", await engine.GetOutputAsync<string>("one"));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task An_Activity_Is_Begun_Though_The_Turn_That_Scheduled_It_Got_No_Answer(LostAnswer answer, int lostReads)
    {
        engine
            .AddOrchestrator<string, string>("Call", async (context, _) =>
                await context.CallActivityAsync(Work, await context.WaitForExternalEvent<string>("Go")))
            .AddActivity(Work, input => input + "!");
        engine.LoseAnswerAtWrite(3, answer, lostReads);
        await engine.StartAsync("Call", "one", "in");

        await engine.RaiseEventAsync("one", "Go", "go");

        Assert.True(engine.HasLostAnswer);
        Assert.Equal("go!", await engine.GetOutputAsync<string>("one"));
    }

    [Theory]
    [InlineData(LostAnswer.Error)]
    [InlineData(LostAnswer.Conflict)]
    public async Task An_Instance_Goes_On_Though_The_Sender_Of_Its_Event_Heard_Of_A_Failure_And_Never_Sends_Again(LostAnswer answer)
    {
        engine
            .AddOrchestrator<string, string>("Call", async (context, _) =>
                await context.CallActivityAsync(Work, await context.WaitForExternalEvent<string>("Go")))
            .AddActivity(Work, input => input + "!");
        engine.LoseAnswerAtWrite(3, answer, lostReads: 1);
        await engine.StartAsync("Call", "one", "in");

        await Assert.ThrowsAsync<AnswerLostException>(
            () => engine.Client.RaiseEventAsync("one", "Go", "go", TestContext.Current.CancellationToken));

        Assert.Equal("go!", await engine.GetOutputAsync<string>("one"));
    }

    [Theory]
    [InlineData(LostAnswer.Error)]
    [InlineData(LostAnswer.Conflict)]
    public async Task An_Event_That_Was_Stored_Without_An_Answer_Is_Delivered_Once(LostAnswer answer)
    {
        engine.AddOrchestrator<int, int[]>("Two", async (context, _) =>
            [await context.WaitForExternalEvent<int>("Number"), await context.WaitForExternalEvent<int>("Number")]);
        engine.LoseAnswerAtWrite(3, answer);
        await engine.StartAsync("Two", "one", 0);

        await engine.RaiseEventAsync("one", "Number", 1);
        await engine.RaiseEventAsync("one", "Number", 2);

        Assert.True(engine.HasLostAnswer);
        var received = await engine.GetOutputAsync<int[]>("one");
        Assert.Equal([1, 2], received);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_Timer_Is_Set_Though_The_Turn_That_Created_It_Got_No_Answer(LostAnswer answer, int lostReads)
    {
        engine.AddOrchestrator<int, string>("Wait", async (context, hours) =>
        {
            await context.WaitForExternalEvent<string>("Go");
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(hours), CancellationToken.None);
            return "fired";
        });
        engine.LoseAnswerAtWrite(3, answer, lostReads);
        await engine.StartAsync("Wait", "one", 1);
        await engine.RaiseEventAsync("one", "Go", "go");

        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.True(engine.HasLostAnswer);
        Assert.Equal("fired", await engine.GetOutputAsync<string>("one"));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_Next_Generation_Begins_Its_Activities_Though_The_Turn_That_Asked_For_It_Got_No_Answer(
        LostAnswer answer, int lostReads)
    {
        engine
            .AddOrchestrator<string, string>("Rounds", async (context, round) =>
            {
                var output = await context.CallActivityAsync(Work, round);
                if (round == "old")
                {
                    context.ContinueAsNew("new");
                }

                return output;
            })
            .AddActivity(Work, input => input + "!");
        engine.LoseAnswerAtWrite(3, answer, lostReads);

        await engine.StartAsync("Rounds", "one", "old");

        Assert.True(engine.HasLostAnswer);
        Assert.Equal("new!", await engine.GetOutputAsync<string>("one"));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_Failure_Is_Told_Though_The_Turn_That_Stored_It_Got_No_Answer(LostAnswer answer, int lostReads)
    {
        engine.AddOrchestrator<int, int>("Throw", (_, _) => throw new FormatException("not a number"));
        engine.LoseAnswerAtWrite(2, answer, lostReads);

        await engine.StartAsync("Throw", "one", 1);

        Assert.True(engine.HasLostAnswer);
        Assert.Equal(["one"], engine.Failed);
    }
}

namespace Workflow.Cli.Detection;

/// <summary>Judges commits on every processor and delivers them in the order in which they came.</summary>
/// <param name="deliver">Called for one commit at a time.</param>
internal sealed class JudgingQueue(CommitJudge judge, Action<JudgedCommit> deliver)
{
    /// <summary>Commits that are judged together: enough that handing them over costs little.</summary>
    private const int BatchSize = 128;

    private readonly Queue<Task<JudgedCommit[]>> running = [];
    private List<CommitToJudge> batch = new(BatchSize);

    public async Task AddAsync(CommitToJudge commit)
    {
        batch.Add(commit);
        if (batch.Count < BatchSize)
        {
            return;
        }

        Start();
        while (running.Count > Environment.ProcessorCount)
        {
            await DeliverAsync();
        }
    }

    /// <summary>Delivers the rest.</summary>
    public async Task FinishAsync()
    {
        Start();
        while (running.Count > 0)
        {
            await DeliverAsync();
        }
    }

    private void Start()
    {
        var commits = batch;
        batch = new(BatchSize);
        running.Enqueue(Task.Run(() => commits.Select(judge.Judge).ToArray()));
    }

    private async Task DeliverAsync()
    {
        foreach (var judged in await running.Dequeue())
        {
            deliver(judged);
        }
    }
}

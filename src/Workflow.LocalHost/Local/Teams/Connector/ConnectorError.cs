namespace Workflow.LocalHost.Local.Teams.Connector;

/// <summary>A refusal in the Bot Connector's form, with the codes that Teams uses.</summary>
internal sealed record ConnectorError(int Status, string Code, string Message)
{
    public static ConnectorError Unauthorized { get; } =
        new(401, "Unauthorized", "The Authorization header holds no valid token of this connector.");

    public static ConnectorError TooLarge { get; } = new(413, "MessageSizeTooBig", "The message is larger than 100 KB.");

    public static ConnectorError ConversationNotFound { get; } = new(404, "ConversationNotFound", "There is no such conversation.");

    public static ConnectorError ActivityNotFound { get; } =
        new(404, "ActivityNotFoundInConversation", "There is no such activity in the conversation.");

    public static ConnectorError NotInRoster { get; } =
        new(403, "BotNotInConversationRoster", "The bot is not installed for this person: the people directory does not know them.");

    public static ConnectorError Concurrent { get; } = new(412, "PreconditionFailed", "The activity was updated at the same time.");

    public static ConnectorError BadSyntax(string message) => new(400, "BadSyntax", message);

    public IResult ToResult() => TypedResults.Json(new { error = new { code = Code, message = Message } }, statusCode: Status);
}

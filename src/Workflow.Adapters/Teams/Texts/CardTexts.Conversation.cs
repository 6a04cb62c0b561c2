namespace Workflow.Adapters.Teams.Texts;

/// <content>The what a reviewer and an author can do besides deciding.</content>
internal sealed partial class CardTexts
{
    public string AskAuthor => Text();
    public string Delegate => Text();
    public string RemindLater => Text();
    public string Answer => Text();
    public string Withdraw => Text();
    public string ReminderTitle => Text();
    public string EscalatedTitle => Text();
    public string HandedTo(string name) => Fill([name]);
    public string AuthorTitle => Text();
    public string QuestionsLabel => Text();
    public string WaitsForLabel => Text();
    public string AskedAt(string moment) => Fill([moment]);
    public string WhatNextLabel => Text();
    public string CommentOrQuestionLabel => Text();
}

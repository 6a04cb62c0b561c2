namespace Workflow.Adapters.Teams.Texts;

/// <content>What a reviewer and an author can do besides deciding.</content>
internal sealed partial class CardTexts
{
    public string SignInNeeded => Text();
    public string DecideOnPage => Text();
    public string AskAuthor => Text();
    public string Delegate => Text();
    public string RemindLater => Text();
    public string Answer => Text();
    public string Withdraw => Text();
    public string ReminderTitle => Text();
    public string EscalatedTitle => Text();
    public string HandedTo(string name) => Fill([name]);
    public string AuthorTitle => Text();
    public string AuthorTitleAfterTheFact => Text();
    public string QuestionsLabel => Text();
    public string WaitsForLabel => Text();
    public string AskedAt(string moment) => Fill([moment]);
    public string WhatNextLabel => Text();
    public string CommentOrQuestionLabel => Text();
    public string HandOver => Text();
    public string HandToLabel => Text();
    public string ChooseSomebody => Text();
    public string NoReminderForLabel => Text();
    public string Snooze => Text();
    public string NotAnsweredYet => Text();
    public string NobodyYet => Text();
    public string ReviewerIsSought => Text();
    public string CancelledAtDeadline(string moment) => Fill([moment]);
    public string EndsAtDeadline(string moment) => Fill([moment]);
    public string NextStepAtDeadline(string moment) => Fill([moment]);
    public string AnswerLabel => Text();
    public string NothingMoreToDo => Text();
    public string HandedBy(string name) => Fill([name]);
    public string NoReminderUntil(string moment) => Fill([moment]);
    public string OfferTitle => Text();
    public string TakeReview => Text();
    public string CardOnItsWay => Text();
    public string QuestionNews(string name, string subject, string text) => Fill([name, subject, text]);
    public string AnswerNews(string name, string subject, string text) => Fill([name, subject, text]);
    public string OutcomeNews(string subject, string title) => Fill([subject, title]);
    public string FeedPreview(string moment) => Fill([moment]);
    public string Minutes(int number) => Count(number, [number]);
    public string Hours(int number) => Count(number, [number]);
}

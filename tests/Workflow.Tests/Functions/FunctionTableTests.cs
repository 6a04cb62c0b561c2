using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Workflow.Api.Routing;
using Workflow.Functions.Triggers;
using Workflow.Orchestration;
using Workflow.Orchestration.Activities;
using Workflow.Orchestration.Scheduled;

namespace Workflow.Tests.Functions;

/// <summary>Compares the compiled functions with what the other host offers, so that neither misses anything.</summary>
public sealed partial class FunctionTableTests
{
    private const string Root = "{nothing:maxlength(0)?}";

    private static readonly (string Name, MethodInfo Method)[] Functions =
    [
        .. typeof(InboundEndpoints).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(method => (method.GetCustomAttribute<FunctionAttribute>()!.Name, method)),
    ];

    private static readonly Dictionary<string, FieldInfo> Activities = typeof(ActivityCatalogue)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => field.GetValue(null)!.ToString()!);

    public static TheoryData<string> HttpFunctions => [.. With<HttpTriggerAttribute>().Select(function => function.Name)];

    [Fact]
    public void Names_Are_Unique_And_Functions_Are_Public_As_The_Source_Generators_Demand()
    {
        Assert.Distinct(Functions.Select(function => function.Name), StringComparer.OrdinalIgnoreCase);
        Assert.All(Functions, function => Assert.True(function.Method.IsPublic && function.Method.DeclaringType!.IsPublic, function.Name));
    }

    [Fact]
    public void Every_Function_Has_Exactly_One_Trigger() =>
        Assert.All(Functions, function => Assert.Single(function.Method.GetParameters(), IsTrigger));

    [Fact]
    public void Every_Route_Has_Its_Function_And_Every_Http_Function_Its_Route() =>
        Assert.Equal(
            GateRoutes.All.Append(GateRoutes.Unmatched).Select(route => (route.Name, Methods: MethodsOf(route), Template: TemplateOf(route))).Order(),
            With<HttpTriggerAttribute>()
                .Select(function => (
                    function.Name,
                    Methods: string.Join(' ', (function.Trigger.Methods ?? ["*"]).Order()),
                    Template: function.Trigger.Route!))
                .Order());

    /// <summary>
    /// The host knows no precedence of routes: it sorts functions by name and takes the first that fits
    /// (Azure/azure-functions-host, FunctionMetadataManager and WebScriptHostHttpRoutesManager).
    /// </summary>
    [Theory]
    [MemberData(nameof(HttpFunctions))]
    public void No_Function_Hides_Another_That_Comes_Later_In_The_Alphabet(string name)
    {
        var ordered = With<HttpTriggerAttribute>().OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        var wanted = ordered.Single(function => function.Name == name).Trigger;
        var path = new PathString("/" + PathParameter().Replace(wanted.Route!, match => match.Value switch
        {
            "{*path}" => "no/such/path",
            Root => "",
            _ => "one",
        }));

        var first = ordered.First(function =>
            (function.Trigger.Methods is null || wanted.Methods is null || function.Trigger.Methods.Contains(wanted.Methods[0]))
            && Fits(function.Trigger.Route!, path));

        Assert.Equal(name, first.Name);
    }

    [Theory]
    [MemberData(nameof(HttpFunctions))]
    public void Every_Http_Function_Leaves_Access_To_The_Gate_And_Says_So(string name)
    {
        var function = With<HttpTriggerAttribute>().Single(one => one.Name == name);

        Assert.Equal(AuthorizationLevel.Anonymous, function.Trigger.AuthLevel);
        Assert.Contains(GateRoutes.All.Append(GateRoutes.Unmatched), route => route.Name == name && Enum.IsDefined(route.Access));
    }

    [Fact]
    public void Every_Activity_Has_Its_Function_With_The_Same_Input_And_Output()
    {
        var functions = With<ActivityTriggerAttribute>().ToDictionary(function => function.Name);

        Assert.Equal(Activities.Keys.Order(), functions.Keys.Order());
        Assert.All(Activities, activity =>
        {
            var types = activity.Value.FieldType.GetGenericArguments();
            var method = functions[activity.Key].Method;
            Assert.Equal(types[0], method.GetParameters().Single(IsTrigger).ParameterType);
            Assert.Equal(typeof(Task<>).MakeGenericType(types[1]), method.ReturnType);
        });
    }

    [Fact]
    public void Every_Activity_That_Uses_Orchestrations_Is_Given_A_Client()
    {
        var needing = typeof(IOrchestrationClient).Assembly.GetTypes()
            .Where(type => type.GetConstructors().Any(constructor =>
                constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(IOrchestrationClient))))
            .Select(type => type.Name);

        Assert.Equal(
            With<ActivityTriggerAttribute>().Where(IsGivenClient).Select(function => $"{function.Name}Activity").Order(),
            needing.Where(name => name.EndsWith("Activity", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Every_Endpoint_That_May_Start_Or_Wake_An_Orchestration_Is_Given_A_Client() =>
        Assert.All(
            With<HttpTriggerAttribute>()
                .Where(function => function.Trigger.Methods is ["post"] && function.Method.DeclaringType != typeof(FrictionEndpoints)),
            function => Assert.True(IsGivenClient(function), function.Name));

    [Fact]
    public void Every_Scheduled_Job_Has_Its_Timer_With_The_Same_Schedule()
    {
        var timers = With<TimerTriggerAttribute>();

        Assert.Equal(
            ScheduledJobs.All.Select(job => (job.Name, job.Schedule)).Order(),
            timers.Select(timer => (timer.Name, timer.Trigger.Schedule)).Order());
        Assert.All(timers, timer => Assert.True(IsGivenClient(timer), timer.Name));
    }

    [Fact]
    public void The_Orchestrators_Are_Those_Of_The_Other_Host()
    {
        var functions = With<OrchestrationTriggerAttribute>();

        Assert.Equal(
            typeof(OrchestratorCatalogue).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => ((dynamic)field.GetValue(null)!).Name).Cast<string>().Order(),
            functions.Select(function => function.Name).Order());
        Assert.All(functions, function => Assert.Equal(
            typeof(TaskOrchestrationContext), function.Method.GetParameters().Single(IsTrigger).ParameterType));
    }

    private static bool Fits(string template, PathString path) =>
        template is Root
            ? path == "/"
            : new TemplateMatcher(TemplateParser.Parse(template), []).TryMatch(path, []);

    private static string MethodsOf(GateRoute route) => route.Method switch
    {
        "GET" => "get head",
        var method => method.ToLowerInvariant(),
    };

    /// <summary>The host's spelling: no leading slash, an empty route spelled out, one asterisk for the rest of a path.</summary>
    private static string TemplateOf(GateRoute route) => route.Template switch
    {
        "/" => Root,
        "/{**path}" => "{*path}",
        var template => template.TrimStart('/'),
    };

    private static (string Name, MethodInfo Method, TTrigger Trigger)[] With<TTrigger>()
        where TTrigger : Attribute =>
    [
        .. from function in Functions
           from parameter in function.Method.GetParameters()
           from trigger in parameter.GetCustomAttributes<TTrigger>()
           select (function.Name, function.Method, trigger),
    ];

    private static bool IsTrigger(ParameterInfo parameter) =>
        parameter.GetCustomAttributes().Any(attribute => attribute.GetType().Name.EndsWith("TriggerAttribute", StringComparison.Ordinal));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex PathParameter();

    private static bool IsGivenClient<TTrigger>((string Name, MethodInfo Method, TTrigger Trigger) function) =>
        function.Method.GetParameters().Any(parameter =>
            parameter.ParameterType == typeof(DurableTaskClient) && parameter.IsDefined(typeof(DurableClientAttribute)));
}

using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Workflow.Core.Deployments;

namespace Workflow.Tests.Orchestration;

/// <summary>Makes records with random values in every property, so that none is left at its default.</summary>
internal sealed class RandomRecords(Random random)
{
    private static readonly string[] Texts = ["", "text", "line\nbreak", "\"quoted\" <b>", "🙂 ä", new string('x', 5000)];

    private readonly NullabilityInfoContext nullability = new();

    /// <summary>The records that are being made: one that holds a list of its own kind must come to an end.</summary>
    private readonly Stack<Type> within = [];

    public object Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Make(inner);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var items = Array.CreateInstance(type.GenericTypeArguments[0], random.Next(LongestListOf(type.GenericTypeArguments[0]) + 1));
            for (var place = 0; place < items.Length; place++)
            {
                items.SetValue(Make(type.GenericTypeArguments[0]), place);
            }

            return items;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GenericTypeArguments))!;
            entries.Add(Make(type.GenericTypeArguments[0]), Make(type.GenericTypeArguments[1]));
            return entries;
        }

        return type switch
        {
            _ when type == typeof(string) => Texts[random.Next(Texts.Length)],
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(int) => random.Next(int.MinValue, int.MaxValue),
            _ when type == typeof(long) => random.NextInt64(),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(
                random.NextInt64(TimeSpan.TicksPerDay, new DateTime(9000, 1, 1).Ticks), TimeSpan.FromMinutes(random.Next(-840, 841))),
            _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(random.NextInt64(TimeSpan.FromDays(40).Ticks)),
            _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber)),
            _ when type == typeof(TimeOnly) => new TimeOnly(random.NextInt64(TimeSpan.TicksPerDay)),
            _ when type == typeof(Uri) => new Uri($"https://example.com/a%20b/{random.Next()}?q=ä#part"),
            _ when type == typeof(DeploymentId) => DeploymentId.Parse($"d-{random.Next()}"),
            { IsEnum: true } => MakeEnum(type),
            _ => MakeRecord(type),
        };
    }

    private int LongestListOf(Type type) => within.Count(one => one == type) switch
    {
        0 => 3,
        1 => 1,
        _ => 0,
    };

    private object MakeEnum(Type type)
    {
        var values = Enum.GetValues(type);
        var flags = type.GetCustomAttribute<FlagsAttribute>() is not null;
        var one = Convert.ToInt32(values.GetValue(random.Next(values.Length)));
        var other = flags ? Convert.ToInt32(values.GetValue(random.Next(values.Length))) : one;
        return Enum.ToObject(type, one | other);
    }

    private object MakeRecord(Type type)
    {
        within.Push(type);
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        var record = constructor.Invoke(
            [.. constructor.GetParameters().Select(part => MakeOrNull(part.ParameterType, nullability.Create(part)))]);
        foreach (var property in type.GetProperties().Where(IsInitOnly))
        {
            property.SetValue(record, MakeOrNull(property.PropertyType, nullability.Create(property)));
        }

        within.Pop();
        return record;
    }

    private object? MakeOrNull(Type type, NullabilityInfo info) =>
        info.WriteState is NullabilityState.Nullable && random.Next(4) == 0 ? null : Make(type);

    private static bool IsInitOnly(PropertyInfo property) =>
        property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
}

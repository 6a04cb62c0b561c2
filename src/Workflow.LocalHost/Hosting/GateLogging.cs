using System.Globalization;

namespace Workflow.LocalHost.Hosting;

/// <summary>Log lines to the console, or to a file where the console shows something else.</summary>
internal static class GateLogging
{
    public static void AddGateLogging(this ILoggingBuilder logging, IConfiguration configuration, string? file)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        if (file is null)
        {
            logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "HH:mm:ss ";
            });
        }
        else
        {
            logging.Services.AddSingleton<ILoggerProvider>(_ => new FileLoggerProvider(file));
        }
    }

    private sealed class FileLoggerProvider(string file) : ILoggerProvider
    {
        private readonly Lock gate = new();
        private readonly StreamWriter writer = new(file, append: false) { AutoFlush = true };

        public ILogger CreateLogger(string categoryName) => new FileLogger(this, categoryName);

        public void Dispose()
        {
            lock (gate)
            {
                writer.Dispose();
            }
        }

        private void Write(string line)
        {
            lock (gate)
            {
                writer.WriteLine(line);
            }
        }

        private sealed class FileLogger(FileLoggerProvider provider, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                provider.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{TimeProvider.System.GetUtcNow():O} {logLevel} {category}: {formatter(state, exception)} {exception}"));
        }
    }
}

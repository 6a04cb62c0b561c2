using System.Diagnostics;
using System.Globalization;

namespace Workflow.LocalHost.Storage;

/// <summary>
/// The Node process that starts Azurite and ends it when this host has ended, however it ended: it notices by its standard
/// input being closed. Azurite runs detached, so that neither Ctrl+C nor a kill of the host's process group reaches it.
/// </summary>
/// <remarks>
/// Azurite 3.35.0 writes its data every 5 s and when it is closed by SIGINT; SIGTERM and SIGKILL lose what came after the last
/// write (its table/main.js). It is closed by one SIGINT only, since a second would kill it while it writes.
/// </remarks>
internal static class AzuriteWatcher
{
    public const string Package = "azurite@3.35.0";

    public const string LogFileName = "azurite.log";

    private const string Script =
        """
        const fs = require('fs'), path = require('path'), { spawn } = require('child_process');
        const [folder, mine, host, adopted, azurite, port] = process.argv.slice(1);
        const windows = process.platform === 'win32';
        const logPath = path.join(folder, 'azurite.log');
        const log = fs.openSync(logPath, adopted === '0' ? 'w' : 'a');
        const say = text => fs.writeSync(log, text + '\n');
        const gone = pid => { try { process.kill(pid, 0); return false; } catch { return true; } };
        let pid = Number(adopted), ending = false;

        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
        process.stdin.on('close', end).resume();
        if (pid) own(); else install(start);

        function install(next) {
          const npx = spawn(windows ? 'npx.cmd' : 'npx',
            ['--yes', '--prefer-offline', '--package=' + azurite, '--', 'node', '-p', 'process.env.PATH'],
            { stdio: ['ignore', 'pipe', log], shell: windows, windowsHide: true });
          let out = '';
          npx.stdout.on('data', data => out += data);
          npx.on('error', error => fail('npx could not be run: ' + error.message));
          npx.on('close', code => {
            const main = out.trim().split(path.delimiter)
              .map(bin => path.join(bin, '..', 'azurite', 'dist', 'src', 'table', 'main.js')).find(fs.existsSync);
            code || !main ? fail('npx could not install ' + azurite + ' (exit code ' + code + ')') : next(main);
          });
        }

        function start(main) {
          if (ending) return;
          const child = spawn(process.execPath,
            [main, '--silent', '--skipApiVersionCheck', '--disableTelemetry', '--location', folder,
              '--tableHost', '127.0.0.1', '--tablePort', port],
            { cwd: folder, detached: true, stdio: ['ignore', log, log], windowsHide: true });
          child.on('error', error => fail('Azurite could not be run: ' + error.message));
          child.on('exit', code => { if (!ending) { fs.rmSync(mine, { force: true }); process.exit(code || 1); } });
          pid = child.pid;
          own();
        }

        function own() {
          fs.writeFileSync(mine + '.new', [pid, process.pid, host].join(' '));
          fs.renameSync(mine + '.new', mine);
        }

        function end() {
          ending = true;
          if (!pid) process.exit(0);
          const leaving = mine + '.ending';
          fs.renameSync(mine, leaving);
          const closed = () => gone(pid) || fs.readFileSync(logPath, 'utf8').includes('successfully closed');
          const finish = () => { fs.rmSync(leaving, { force: true }); process.exit(0); };
          const signal = () => { if (!gone(pid)) process.kill(pid, 'SIGINT'); };
          // Windows knows no SIGINT: the process would end at once, so let its timer write the data first.
          windows ? setTimeout(signal, 6000) : signal();
          setInterval(() => { if (closed()) finish(); }, 50);
        }

        function fail(text) { say(text); process.exit(1); }
        """;

    /// <summary>Starts a watcher over a new Azurite, or over one that runs already.</summary>
    /// <param name="folder">The folder of Azurite's data.</param>
    /// <param name="ownerFile">The file that tells later hosts whose Azurite it is; see <see cref="AzuriteOwner"/>.</param>
    /// <param name="tablePort">The port of the table service.</param>
    /// <param name="runningAzurite">The process id of an Azurite to take over; null starts one.</param>
    /// <exception cref="StorageUnavailableException">Node is missing.</exception>
    public static Process Start(string folder, string ownerFile, int tablePort, int? runningAzurite)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, UseShellExecute = false, CreateNoWindow = true };
        string[] arguments =
        [
            "-e", Script, "--", folder, ownerFile, Text(Environment.ProcessId), Text(runningAzurite ?? 0), Package, Text(tablePort),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new StorageUnavailableException(
                "The local storage emulator needs Node.js and there is no 'node' on the PATH: install Node.js 20 or newer, "
                + "or set Storage:ConnectionString to a storage account or to an emulator that runs already.",
                exception);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

// The engine as it is shipped and the least loop beside it, each a utility process of Electron. Says once a second
// what each has used; without a window, which neither needs.
const path = require('node:path');
const { app, utilityProcess } = require('electron');

const { engineFile, options, loopArgs } = JSON.parse(process.env.BENCH_UPTIME);

function startEngine() {
  const child = utilityProcess.fork(engineFile);
  const unavailable = { state: 'unavailable', detail: 'The bench has no keychain.' };
  child.on('message', (message) => {
    if (message.kind === 'askKeychain') {
      child.postMessage({ kind: 'keychainAnswer', id: message.id, answer: unavailable });
    }
  });
  child.postMessage({ kind: 'start', options });
  return child;
}

void app.whenReady().then(() => {
  const engine = startEngine();
  let loop = null;
  // The first line on standard input starts the loop, its end ends everything.
  process.stdin.once('data', () => {
    loop = utilityProcess.fork(path.join(__dirname, 'least-loop.cjs'), loopArgs);
  });
  process.stdin.once('end', () => {
    loop?.kill();
    engine.once('exit', () => app.exit(0));
    engine.postMessage({ kind: 'stop' });
  });
  setInterval(() => {
    const metrics = new Map(app.getAppMetrics().map((each) => [each.pid, each]));
    const usage = (child) => {
      const each = metrics.get(child?.pid);
      return (
        each && { cpuSeconds: each.cpu.cumulativeCPUUsage, megabytes: each.memory.workingSetSize / 1024 }
      );
    };
    console.log(JSON.stringify({ engine: usage(engine), loop: usage(loop) }));
  }, 1000);
});

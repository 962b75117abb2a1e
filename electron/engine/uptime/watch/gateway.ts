import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const patienceMs = 2000;

/** The router that this machine sends to by default, as the system tells; null where it has none, or does not tell. */
export async function defaultGateway(): Promise<string | null> {
  try {
    switch (process.platform) {
      case 'linux':
        return ofLinux(await readFile('/proc/net/route', 'utf8'));
      case 'darwin':
        return found(/gateway: (\S+)/, await output('/sbin/route', ['-n', 'get', 'default']));
      case 'win32': {
        const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'route.exe');
        return found(/0\.0\.0\.0\s+0\.0\.0\.0\s+(\S+)/, await output(program, ['print', '-4', '0.0.0.0']));
      }
      default:
        return null;
    }
  } catch {
    return null; // no table, no program: it is only for the notice
  }
}

async function output(program: string, given: string[]): Promise<string> {
  return (await run(program, given, { timeout: patienceMs, windowsHide: true })).stdout;
}

function found(pattern: RegExp, text: string): string | null {
  const address = pattern.exec(text)?.[1] ?? '';
  return isIPv4(address) ? address : null;
}

/** Addresses stand there in hexadecimal, the last byte first. */
function ofLinux(table: string): string | null {
  const line = table
    .split('\n')
    .map((each) => each.split('\t'))
    .find(
      ([, destination, , flags]) =>
        destination === '00000000' && (Number.parseInt(flags ?? '0', 16) & 2) !== 0,
    );
  const gateway = line?.[2];
  return gateway ? [...Buffer.from(gateway, 'hex')].toReversed().join('.') : null;
}

/** Where a file lives in the house, as far as the import table cares. */
export type Room =
  | 'shared'
  | 'engine/database'
  | 'engine/platform'
  | 'engine/egress'
  | `engine/domain:${string}`
  | 'engine/http'
  | 'engine/root'
  | 'host'
  | 'ipc'
  | 'app'
  | 'main'
  | 'preload'
  | `renderer/feature:${string}`
  | 'renderer/app'
  | 'renderer/components'
  | 'renderer/lib'
  | 'renderer/main'
  | 'outside';

interface Rule {
  /** Rooms it may import from besides its own; a rule with a colon at its end means every such room. */
  readonly rooms: readonly (Room | 'engine/domain:' | 'renderer/feature:')[];
  /** Single files it may import although their room is closed to it. */
  readonly files?: readonly string[];
  /** Packages it may import, or `any` but Electron. */
  readonly packages: readonly string[] | 'any';
  readonly node: boolean;
  readonly electron: boolean;
}

const window = { packages: 'any', node: false, electron: false } as const;

/** The import table: one row a room. */
function ruleOf(room: Room): Rule | null {
  if (room.startsWith('engine/domain:')) {
    const rooms = ['shared', 'engine/database', 'engine/platform', 'engine/egress'] as const;
    return { rooms, packages: 'any', node: true, electron: false };
  }
  if (room.startsWith('renderer/feature:')) {
    return { rooms: ['shared', 'renderer/components', 'renderer/lib'], ...window };
  }
  switch (room) {
    case 'shared':
      return { rooms: [], packages: ['zod'], node: false, electron: false };
    case 'engine/database':
      return {
        rooms: ['shared', 'engine/platform'],
        packages: ['better-sqlite3'],
        node: true,
        electron: false,
      };
    case 'engine/platform':
      return { rooms: ['shared'], packages: ['csv-parse', 'keytar'], node: true, electron: false };
    case 'engine/egress':
      return { rooms: ['shared', 'engine/platform'], packages: [], node: true, electron: false };
    case 'engine/http':
      return {
        rooms: ['shared'],
        packages: ['find-my-way', 'secure-json-parse', 'zod'],
        node: true,
        electron: false,
      };
    case 'engine/root':
      return {
        rooms: [
          'shared',
          'engine/database',
          'engine/platform',
          'engine/egress',
          'engine/http',
          'engine/domain:',
        ],
        packages: [],
        node: true,
        electron: false,
      };
    case 'host':
      // Platform too: whoever hosts the engine hands it a clock and a log.
      return {
        rooms: ['shared', 'engine/platform'],
        files: ['electron/engine/engine.ts'],
        packages: [],
        node: true,
        electron: false,
      };
    case 'ipc':
    case 'app':
      return { rooms: ['shared'], packages: 'any', node: true, electron: true };
    case 'preload':
      return { rooms: [], files: ['electron/ipc/channels.ts'], packages: [], node: false, electron: true };
    case 'main':
      // The keychain too: it belongs to the account that the window runs in, and main hands it to the engine.
      return {
        rooms: ['shared', 'app', 'ipc', 'host'],
        files: ['electron/engine/platform/keytar-keychain.ts'],
        packages: [],
        node: true,
        electron: true,
      };
    case 'renderer/lib':
      return { rooms: ['shared'], ...window };
    case 'renderer/components':
      return { rooms: ['renderer/lib'], ...window };
    case 'renderer/app':
      return { rooms: ['shared', 'renderer/feature:', 'renderer/components', 'renderer/lib'], ...window };
    case 'renderer/main':
      return { rooms: ['shared', 'renderer/app', 'renderer/components', 'renderer/lib'], ...window };
    default:
      return null;
  }
}

/** @param file Relative to the project, with forward slashes. */
export function roomOf(file: string): Room {
  const [top, second, third] = file.split('/');
  const nested = third !== undefined;
  if (top === 'shared') return 'shared';
  if (top === 'electron') {
    if (file === 'electron/main.ts') return 'main';
    if (file === 'electron/preload.ts') return 'preload';
    if (second === 'host' || second === 'ipc' || second === 'app') return second;
    if (second !== 'engine' || !nested) return 'outside';
    if (third.endsWith('.ts')) return 'engine/root';
    if (third === 'database' || third === 'platform' || third === 'egress' || third === 'http') {
      return `engine/${third}`;
    }
    return `engine/domain:${third}`;
  }
  if (top === 'renderer') {
    if (!nested) return 'renderer/main';
    if (second === 'features') return `renderer/feature:${third}`;
    if (second === 'app' || second === 'components' || second === 'lib') return `renderer/${second}`;
  }
  return 'outside';
}

/** Why a file may not import another, or null where it may. */
export function refuseFile(from: string, to: string): string | null {
  const room = roomOf(from);
  const rule = ruleOf(room);
  const target = roomOf(to);
  if (!rule || target === room || rule.files?.includes(to)) return null;
  const open = rule.rooms.some((allowed) =>
    allowed.endsWith(':') ? target.startsWith(allowed) : target === allowed,
  );
  return open ? null : `${room} may not import ${target === 'outside' ? to : target}`;
}

/** Why a file may not import a package or a Node module, or null where it may. */
export function refusePackage(from: string, specifier: string): string | null {
  const room = roomOf(from);
  const rule = ruleOf(room);
  if (!rule) return null;
  if (specifier.startsWith('node:')) return rule.node ? null : `${room} may not import Node (${specifier})`;
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (name === 'electron') return rule.electron ? null : `${room} may not import electron`;
  if (name === 'better-sqlite3' && room !== 'engine/database') return `${room} may not import better-sqlite3`;
  return rule.packages === 'any' || rule.packages.includes(name)
    ? null
    : `${room} may not import the package ${name}`;
}

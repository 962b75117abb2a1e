import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';

/** Started by the session rather than by hand: the window stays in the tray until it is asked for. */
export const hiddenSwitch = '--hidden';

/** The freedesktop autostart entry; the path is quoted as the Desktop Entry Specification wants it. */
export function autostartEntry(executable: string): string {
  const quoted = executable.replaceAll(/[\\"$`]/g, (character) => `\\${character}`).replaceAll('%', '%%');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Techbench',
    `Exec="${quoted}" ${hiddenSwitch}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Makes the system agree with the preference. Only a packaged application has a place worth starting from. */
export function applyStartAtLogin(app: App, wanted: boolean): void {
  if (!app.isPackaged) return;
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, args: [hiddenSwitch] });
    return;
  }
  const file = path.join(app.getPath('appData'), 'autostart', 'techbench.desktop');
  if (!wanted) return rmSync(file, { force: true });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, autostartEntry(process.env['APPIMAGE'] ?? process.execPath));
}

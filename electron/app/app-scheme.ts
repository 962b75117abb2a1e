import { protocol, type Protocol } from 'electron';
import { respond } from './app-response.ts';
import { appScheme, type RendererFiles } from './renderer-files.ts';

/** Before `ready`, as Electron demands: an origin of its own, secure, without any bypass. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // Chromium may keep compiled code of the build's files: they change with the version only.
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the build's files, and nothing else, under `app://`; `onServed` hears of each when it is on its way. */
export function serveApp(target: Protocol, files: RendererFiles, onServed: () => void): void {
  target.handle(appScheme, async (request) => {
    const response = await respond(request, files);
    setTimeout(onServed, 0);
    return response;
  });
}

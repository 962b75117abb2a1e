import type { App, Session, WebContents } from 'electron';
import { isOwnUrl } from './own-url.ts';

function stayHome(event: { preventDefault(): void; readonly url: string }): void {
  if (!isOwnUrl(event.url)) event.preventDefault();
}

function guard(contents: WebContents): void {
  contents.on('will-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Every page that ever comes to exist stays at home, opens no window and attaches no guest. */
export function guardAllContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => guard(contents));
}

/** Nothing is granted, known to this version of Electron or not: the console needs no device and no sensor. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.setUSBProtectedClassesHandler(() => []);
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.on('select-hid-device', (event) => event.preventDefault());
  session.on('select-serial-port', (event) => event.preventDefault());
  session.on('select-usb-device', (event) => event.preventDefault());
  session.on('will-download', (event) => event.preventDefault());
}

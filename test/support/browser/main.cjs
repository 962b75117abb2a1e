// A browser and nothing more: Chromium with its defaults, on whatever address the test names.
const { app, BrowserWindow } = require('electron');

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
void app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('about:blank'));
app.on('window-all-closed', () => app.quit());

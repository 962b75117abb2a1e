// What the bare window becomes when its list comes from a process of its own, as the engine is one: the floor under
// the start of any console that is built that way.
const path = require('node:path');
const { app, BrowserWindow, ipcMain, utilityProcess } = require('electron');

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
void app.whenReady().then(() => {
  const child = utilityProcess.fork(path.join(__dirname, 'child.cjs'));
  const list = new Promise((resolve) => child.once('message', resolve));
  ipcMain.handle('list', () => list);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { preload: path.join(__dirname, 'preload.cjs') },
  });
  window.once('ready-to-show', () => window.show());
  return window.loadFile(path.join(__dirname, 'index.html'));
});
app.on('window-all-closed', () => app.quit());

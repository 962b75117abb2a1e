// An empty window for render-icons.mjs to draw in.
import { app, BrowserWindow } from 'electron';

app.once('ready', () => {
  void new BrowserWindow({ show: false, webPreferences: { sandbox: true } }).loadURL('about:blank');
});

import type { WebPreferences } from 'electron';

/** The rights of every page that we show: none but the bridge. */
export function pageRights(preload: string, packaged: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // Chromium would fetch its dictionaries from the network.
    spellcheck: false,
    devTools: !packaged,
  };
}

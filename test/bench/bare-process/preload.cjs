const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('bench', { list: () => ipcRenderer.invoke('list') });

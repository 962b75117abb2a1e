import { BrowserWindow, session } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { denyPermissions } from './guard-contents.ts';
import { pageRights } from './web-preferences.ts';

/** In memory only, and without any way out. */
const partition = 'report-paper';

/** Runs no script and reaches nothing: whatever the page holds, it can only be drawn. */
function openPage(): BrowserWindow {
  const own = session.fromPartition(partition);
  denyPermissions(own);
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !url.startsWith('data:text/html') }));
  const { preload: _none, ...rights } = pageRights('', true);
  return new BrowserWindow({
    show: false,
    webPreferences: { ...rights, partition, javascript: false, images: false },
  });
}

/** Draws a page out of sight; the window is gone when `work` has settled. */
async function withPage<T>(html: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const window = openPage();
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
    return await work(window);
  } finally {
    window.destroy();
  }
}

/** The page as a PDF: A4, tagged for screen readers. */
export function pdfOf(html: string): Promise<Uint8Array> {
  return withPage(html, ({ webContents }) =>
    webContents.printToPDF({
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
    }),
  );
}

const dismissed = /cancel/i;

/**
 * Asks with the system's own dialog. @returns whether it went to a printer
 * @throws AppError `unavailable` where the system has none
 */
export function printPage(html: string): Promise<boolean> {
  return withPage(
    html,
    ({ webContents }) =>
      new Promise((resolve, reject) => {
        webContents.print({ printBackground: true }, (printed, reason) => {
          if (printed || dismissed.test(reason)) resolve(printed);
          else reject(new AppError('unavailable', `The system cannot print: ${reason}`));
        });
      }),
  );
}

import { nativeTheme, type BrowserWindow } from 'electron';
import type { Preferences } from '../../shared/preferences.ts';

/** The canvas of each theme, so that no frame before the first paint is of the wrong brightness. */
const canvas = { light: '#f9f9fb', dark: '#101114' };

export function applyTheme(theme: Preferences['theme']): void {
  nativeTheme.themeSource = theme;
}

export function canvasColour(): string {
  return nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light;
}

export function followTheme(window: BrowserWindow): void {
  const repaint = (): void => window.setBackgroundColor(canvasColour());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
}

import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './app/tokens.css';
import './app/global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { askForFirstAnswers } from './app/first-answers.ts';
import { followPushes } from './lib/answers.ts';
import { reportError } from './lib/client.ts';
import { followOrderlyEnd } from './lib/crash-store.ts';
import { followWindowForDrafts } from './lib/drafts.ts';
import { holdFirstPaint } from './lib/first-list.ts';
import { listenToKeyboard } from './lib/keyboard.ts';
import { followHistory } from './lib/navigation.ts';
import { followPreferences } from './lib/preferences.ts';
import { followTheme } from './lib/theme.ts';
import { followActivity } from './lib/vault-activity.ts';
import { followVaultLock } from './lib/vault-lock.ts';

const host = document.getElementById('root');
if (!host) throw new Error('index.html has no #root');

window.addEventListener('error', (event) => reportError(event.error ?? event.message));
window.addEventListener('unhandledrejection', (event) => reportError(event.reason));

askForFirstAnswers();
followTheme();
followPreferences();
followPushes();
followHistory();
followWindowForDrafts(window);
followOrderlyEnd(window);
followVaultLock();
followActivity(window);
listenToKeyboard(window);
holdFirstPaint();
createRoot(host).render(<App />);

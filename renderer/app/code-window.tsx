import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './tokens.css';
import './global.css';
import { createRoot } from 'react-dom/client';
import { QuickCodes } from '../features/codes/quick-codes.tsx';
import { followPushes } from '../lib/answers.ts';
import { reportError } from '../lib/client.ts';
import { followPreferences, loadPreferences } from '../lib/preferences.ts';
import { followTheme } from '../lib/theme.ts';
import { followActivity } from '../lib/vault-activity.ts';

// The page of the small code window: one list, one field, nothing of the console around it.
const host = document.getElementById('root');
if (!host) throw new Error('code-window.html has no #root');

window.addEventListener('error', (event) => reportError(event.error ?? event.message));
window.addEventListener('unhandledrejection', (event) => reportError(event.reason));

void loadPreferences().catch(reportError);
followTheme();
followPreferences();
followPushes();
followActivity(window);
createRoot(host).render(<QuickCodes />);

import { lazy } from 'react';

// Only the triage screen comes with the start; every other one is loaded when it is first gone to.

export const FirstRun = lazy(() =>
  import('../features/first-run/first-run.tsx').then((m) => ({ default: m.FirstRun })),
);
export const OrganizationsScreen = lazy(() =>
  import('../features/organizations/organizations-screen.tsx').then((m) => ({
    default: m.OrganizationsScreen,
  })),
);
export const ApiKeysScreen = lazy(() =>
  import('../features/api-keys/api-keys-screen.tsx').then((m) => ({ default: m.ApiKeysScreen })),
);
export const ImportsScreen = lazy(() =>
  import('../features/imports/imports-screen.tsx').then((m) => ({ default: m.ImportsScreen })),
);
export const SettingsScreen = lazy(() =>
  import('../features/settings/settings-screen.tsx').then((m) => ({ default: m.SettingsScreen })),
);
export const NewTicket = lazy(() =>
  import('../features/tickets/new-ticket.tsx').then((m) => ({ default: m.NewTicket })),
);
export const OrganizationTickets = lazy(() =>
  import('../features/tickets/organization-tickets.tsx').then((m) => ({ default: m.OrganizationTickets })),
);
export const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then((m) => ({ default: m.CommandPalette })),
);
export const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet.tsx').then((m) => ({ default: m.ShortcutSheet })),
);
export const TechnicianPicker = lazy(() =>
  import('../features/settings/technician-picker.tsx').then((m) => ({ default: m.TechnicianPicker })),
);

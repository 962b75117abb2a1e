import { useEffect } from 'react';
import { SplitPane } from '../../components/split-pane.tsx';
import { onDemand, whenIdle } from '../../lib/on-demand.tsx';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import type { TicketSource } from '../../lib/route.ts';
import { viewLabels } from './ticket-labels.ts';
import { TicketTable } from './ticket-table.tsx';
import styles from './triage-screen.module.css';
import { TriageBar } from './triage-bar.tsx';
import { useTriage } from './triage-store.ts';
import { useTriageActions } from './use-triage-actions.ts';
import { useTriageSession } from './use-triage-session.ts';

// The list is what a start waits for; everything beside and above it comes a moment later.
const TicketDetail = onDemand(() => import('./detail/ticket-detail.tsx').then((m) => m.TicketDetail));
const TriageOverlay = onDemand(() => import('./triage-overlay.tsx').then((m) => m.TriageOverlay), {
  takesKeys: true,
});

interface TriageScreenProps {
  source: TicketSource;
  ticketId: number | null;
  onNewTicket: () => void;
}

export function TriageScreen({ source, ticketId, onNewTicket }: TriageScreenProps) {
  useTriageSession(source, ticketId);
  useTriageActions();
  useEffect(() => whenIdle(() => void TriageOverlay.preload()), []);
  const list = useTriage((triage) => triage.list);
  const openId = useTriage((triage) => triage.openId);
  const listing = useTriage((triage) => triage.listing);
  const overlay = useTriage((triage) => triage.overlay);
  const width = usePreference('detailWidth');
  const label = listing.kind === 'search' ? 'Search results' : viewLabels[listing.view];

  return (
    <div className={styles['screen']}>
      <TriageBar onNewTicket={onNewTicket} />
      <div className={styles['body']}>
        <SplitPane
          label="Width of the open ticket"
          sideWidth={width}
          minWidth={320}
          maxWidth={1200}
          onResizeEnd={(detailWidth) => setPreferences({ detailWidth })}
          side={openId === null ? null : <TicketDetail id={openId} />}
        >
          {list && <TicketTable list={list} label={label} />}
        </SplitPane>
      </div>
      {overlay && <TriageOverlay overlay={overlay} />}
    </div>
  );
}

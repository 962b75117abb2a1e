import { useEffect } from 'react';
import { DetailBody, Screen } from '../../components/screen.tsx';
import { onDemand, whenIdle } from '../../lib/on-demand.tsx';
import type { TicketSource } from '../../lib/route.ts';
import { viewLabels } from './ticket-labels.ts';
import { TicketTable } from './ticket-table.tsx';
import { TriageBar } from './triage-bar.tsx';
import { useTriage } from './triage-store.ts';
import { useTriageActions } from './use-triage-actions.ts';
import { useTriageSession } from './use-triage-session.ts';

// The list is what a start waits for; everything beside and above it comes a moment later.
const TicketDetail = onDemand(() => import('./detail/ticket-detail.tsx').then((m) => m.TicketDetail));
const TriageOverlay = onDemand(() => import('./triage-overlay.tsx').then((m) => m.TriageOverlay), {
  keys: 'dropped',
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
  const label = listing.kind === 'search' ? 'Search results' : viewLabels[listing.view];

  return (
    <Screen>
      <TriageBar onNewTicket={onNewTicket} />
      <DetailBody noun="ticket" detail={openId === null ? null : <TicketDetail id={openId} />}>
        {list && <TicketTable list={list} label={label} />}
      </DetailBody>
      {overlay && <TriageOverlay overlay={overlay} />}
    </Screen>
  );
}

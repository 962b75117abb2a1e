import { BellOff, Building2, CheckCheck, Monitor, ShieldAlert, TicketPlus } from 'lucide-react';
import { useMemo } from 'react';
import type { AssetExposure } from '../../../shared/vulnerability.ts';
import { DetailHead, PlainTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import { DetailPane } from '../../components/detail/detail-pane.tsx';
import { asks } from '../../components/record-screen/ask-action.ts';
import { onePart, organizationPart } from '../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import { detailId } from '../../components/record-screen/use-record-actions.ts';
import type { Action } from '../../lib/actions.ts';
import { useNow } from '../../lib/clock.ts';
import { navigate } from '../../lib/navigation.ts';
import type { OwnedPatch } from '../../lib/record-session.ts';
import { allRecords, type RecordRoute } from '../../lib/route.ts';
import { useRow } from '../../lib/row-store.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { AssetSoftware } from './asset-software.tsx';
import { FeedsDialog, SourcesButton } from './feeds-dialog.tsx';
import { EvidenceForm, SuppressForm, TicketPicker } from './finding-forms.tsx';
import { FindingList } from './finding-list.tsx';
import { emptyWords, useMissingCatalogue } from './use-catalogue.ts';
import styles from './vulnerabilities.module.css';
import { exposureColumns } from './vulnerability-columns.tsx';
import { VulnerabilityLead } from './vulnerability-lead.tsx';
import { exposures, type ExposureFilter } from './vulnerability-sessions.ts';
import { dueDayText } from './vulnerability-words.ts';

const group = 'Vulnerabilities by asset';
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

const showAsset = (id: number) => navigate({ ...allRecords('assets'), recordId: id });

const actions: readonly Action[] = [
  asks(exposures, group, 'suppress', 'Suppress what is open on it…', 's'),
  asks(exposures, group, 'evidence', 'Mark fixed with evidence…', 'e'),
  asks(exposures, group, 'ticket', 'Make a ticket of a finding…', 't'),
  {
    ...asks(exposures, group, 'asset', 'Show the asset', 'a'),
    run: () => {
      const [id] = exposures.cursor.targetIds();
      if (id !== undefined) showAsset(id);
    },
  },
  {
    id: 'exposures.view',
    name: 'List by CVE',
    group,
    keys: ['v'],
    run: () => navigate(allRecords('vulnerabilities')),
  },
  {
    id: 'exposures.sources',
    name: 'Sources: refresh, import, settings…',
    group,
    keys: ['shift+f'],
    run: () => exposures.ask('feeds', []),
  },
];

const questions: RecordQuestions<AssetExposure, ExposureFilter, OwnedPatch, AssetExposure> = {
  suppress: ({ ids, onClose }) => <SuppressForm of={{ assetId: ids[0]! }} onClose={onClose} />,
  evidence: ({ ids, onClose }) => <EvidenceForm of={{ assetId: ids[0]! }} onClose={onClose} />,
  ticket: ({ ids, onClose }) => <TicketPicker of={{ assetId: ids[0]! }} onClose={onClose} />,
  feeds: ({ onClose }) => <FeedsDialog onClose={onClose} />,
};

/** Assets with something that is known to be exploited. */
export function ExposuresScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const missing = useMissingCatalogue();
  const organizationId = exposures.use(({ query }) => query.filter.organizationId);
  const columns = useMemo(() => exposureColumns(organizations), [organizations]);
  const filterParts = useMemo(
    () => [
      onePart<ExposureFilter, 'overdue'>('overdue', 'Due', [{ value: true, label: 'Overdue' }]),
      onePart<ExposureFilter, 'ransomware'>('ransomware', 'Ransomware', [{ value: 'known', label: 'Known' }]),
      organizationPart<ExposureFilter>(organizations),
    ],
    [organizations],
  );
  return (
    <RecordScreen
      session={exposures}
      title="Vulnerabilities"
      icon={ShieldAlert}
      columns={columns}
      filterParts={filterParts}
      placeId={route.recordId}
      buttons={<SourcesButton onClick={() => exposures.ask('feeds', [])} />}
      lead={<VulnerabilityLead view="exposures" organizationId={organizationId} />}
      empty={emptyWords(missing, {
        title: 'Nothing open on any asset',
        text: 'Assets are listed here once software of theirs was confirmed to be affected. What waits for that is listed by CVE: v.',
      })}
      actions={actions}
      detail={(id) => <ExposureDetail key={id} id={id} />}
      questions={questions}
    />
  );
}

/** One asset: what is open on it, and all that is installed. */
function ExposureDetail({ id }: { id: number }) {
  const row = useRow(exposures.rows, id);
  const name = useAnswer('assets', 'get', { id }).value?.name ?? row?.assetName ?? '…';
  const part = exposures.use((state) => state.part);
  return (
    <DetailPane
      id={detailId}
      label={name}
      of="the asset"
      head={<ExposureHead id={id} name={name} row={row} />}
      part={part}
      onPart={(next) => exposures.use.setState({ part: next })}
      parts={[
        {
          id: 'findings',
          label: 'Vulnerabilities',
          content: (
            <FindingList
              of={{ assetId: id }}
              name={({ cve, title }) => `${cve} ${title}`}
              empty="Nothing was found on this asset that is known to be exploited."
              onOpen={({ vulnerabilityId }) =>
                navigate({ ...allRecords('vulnerabilities'), recordId: vulnerabilityId })
              }
            />
          ),
        },
        { id: 'software', label: 'Software', content: <AssetSoftware assetId={id} /> },
      ]}
    />
  );
}

function ExposureHead({ id, name, row }: { id: number; name: string; row: AssetExposure | undefined }) {
  const organizations = useOrganizations();
  const now = useNow();
  return (
    <DetailHead
      noun="asset"
      onClose={() => exposures.cursor.open(null)}
      meta={
        <span className={styles['about']}>
          {row ? `${row.open} open · ${dueDayText(row.earliestDue, now).label}` : 'Nothing open'}
        </span>
      }
      title={<PlainTitle>{name}</PlainTitle>}
    >
      <PropertyChip
        label="Asset"
        value="Show it"
        keys="a"
        onClick={() => showAsset(id)}
        icon={<Monitor {...icon} />}
      />
      {row && (
        <>
          <PropertyChip
            label="Ticket"
            value="Ticket"
            keys="t"
            onClick={() => exposures.ask('ticket', [id])}
            icon={<TicketPlus {...icon} />}
          />
          <PropertyChip
            label="Suppress"
            value="Suppress"
            keys="s"
            onClick={() => exposures.ask('suppress', [id])}
            icon={<BellOff {...icon} />}
          />
          <PropertyChip
            label="Evidence"
            value="Fixed"
            keys="e"
            onClick={() => exposures.ask('evidence', [id])}
            icon={<CheckCheck {...icon} />}
          />
          <PropertyChip
            label="Organization"
            value={organizations.nameOf(row.organizationId) ?? '…'}
            onClick={() => navigate({ screen: 'organizations', organizationId: row.organizationId })}
            icon={<Building2 {...icon} />}
          />
        </>
      )}
    </DetailHead>
  );
}

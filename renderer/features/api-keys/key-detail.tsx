import { useState } from 'react';
import { grantedScopes, type ApiKey } from '../../../shared/api-key.ts';
import { publicId } from '../../../shared/public-id.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, faintCode } from '../../components/detail/detail-head.tsx';
import { DetailPane } from '../../components/detail/detail-pane.tsx';
import {
  Properties,
  Property,
  PropertyActions,
  PropertyList,
} from '../../components/detail/property-list.tsx';
import { Notice } from '../../components/notice.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { useActions } from '../../lib/actions.ts';
import { useNow } from '../../lib/clock.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import styles from './api-keys.module.css';
import { KeyUsagePart } from './key-usage.tsx';
import { endText, limitText, stateOf, warningsOf } from './key-words.ts';
import { RequestList } from './request-list.tsx';
import { productNames, scopeWords, stateWords } from './scope-words.ts';

interface KeyDetailProps {
  apiKey: ApiKey;
  onRotate: () => void;
  onRevoke: () => void;
  onClose: () => void;
}

export function KeyDetail({ apiKey: key, onRotate, onRevoke, onClose }: KeyDetailProps) {
  const [part, setPart] = useState('use');
  const lives = key.state === 'active' || key.state === 'rotating';
  useActions([
    {
      id: 'key.rotate',
      name: 'Rotate the key',
      group: 'API keys',
      keys: ['r'],
      when: () => key.state === 'active',
      run: onRotate,
    },
    {
      id: 'key.revoke',
      name: 'Revoke the key',
      group: 'API keys',
      keys: ['delete'],
      when: () => lives,
      run: onRevoke,
    },
  ]);
  return (
    <DetailPane
      id="key-detail"
      label={key.name}
      of="the key"
      part={part}
      onPart={setPart}
      head={
        <DetailHead
          noun="key"
          onClose={onClose}
          meta={
            <>
              <code className={faintCode}>
                {key.prefix}…{key.lastFour}
              </code>
              <span className={faintCode}>{publicId('key', key.id)}</span>
            </>
          }
          title={<h2 className={styles['title']}>{key.name}</h2>}
        >
          {key.state === 'active' && (
            <Button keys="r" onClick={onRotate}>
              Rotate
            </Button>
          )}
          {lives && (
            <Button keys="delete" onClick={onRevoke}>
              Revoke
            </Button>
          )}
        </DetailHead>
      }
      parts={[
        { id: 'use', label: 'Use', content: <KeyUsagePart key={key.id} keyId={key.id} /> },
        { id: 'grants', label: 'What it may', content: <Grants apiKey={key} /> },
        { id: 'requests', label: 'Requests', content: <RequestList key={key.id} keyId={key.id} /> },
      ]}
    />
  );
}

function Grants({ apiKey: key }: { apiKey: ApiKey }) {
  const now = useNow();
  const organizations = useOrganizations();
  const technicians = useAnswer('technicians', 'list', {}).value;
  const project = useAnswer('projects', 'get', key.projectId === null ? null : { id: key.projectId }).value;
  const ends = endText(key);
  const scopes = grantedScopes(key);
  const warnings = warningsOf(key, now);
  return (
    <Properties>
      {warnings.length > 0 && <Notice tone="warn" title={sentence(warnings.join(', '))} />}
      <PropertyList>
        <Property label="State">
          <StateDot shape={stateOf(key, now).shape}>{stateWords[key.state]}</StateDot>
        </Property>
        <Property label="Reaches">
          {key.organizationId === null
            ? 'every organization'
            : (organizations.nameOf(key.organizationId) ?? '…')}
        </Property>
        {key.projectId !== null && (
          <Property label="Project">
            {project?.name ?? `project ${key.projectId}`} and its tasks, nothing else
          </Property>
        )}
        <Property label="Limit">{limitText(key)}</Property>
        <Property label="Bounded by">
          the role of {technicians?.find(({ id }) => id === key.technicianId)?.name ?? '…'}
        </Property>
        <Property label="Made">
          <Time at={key.createdAt} form="moment" />
        </Property>
        <Property label="Ends">{ends.at === null ? ends.text : <Time at={ends.at} form="moment" />}</Property>
        {key.revokedAt !== null && (
          <Property label="Revoked">
            <Time at={key.revokedAt} form="moment" />
          </Property>
        )}
        {key.products.length > 0 && (
          <Property label="Products">
            {key.products.map((product) => productNames[product]).join(', ')}
          </Property>
        )}
      </PropertyList>
      <PropertyActions>
        {scopes.length === 0 ? (
          <p className={styles['muted']}>It has no scopes: it can ping, and nothing else.</p>
        ) : (
          <ul className={styles['granted']} aria-label="Scopes">
            {scopes.map((scope) => (
              <li key={scope}>
                <code className={styles['code']}>{scope}</code>
                <span className={styles['muted']}>{scopeWords[scope]}</span>
              </li>
            ))}
          </ul>
        )}
      </PropertyActions>
    </Properties>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

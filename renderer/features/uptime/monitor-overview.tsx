import type { Monitor } from '../../../shared/monitor.ts';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { Time } from '../../components/time.tsx';
import { useNow } from '../../lib/clock.ts';
import { absoluteTime } from '../../lib/format.ts';
import { BeatReader } from './beat-reader.tsx';
import { conditionText } from './conditions.ts';
import { MonitorTiming } from './monitor-timing.tsx';
import { expiryText, percentText } from './monitor-words.ts';

/** How a monitor does now and did before. */
export function MonitorOverview({ monitor }: { monitor: Monitor }) {
  const { certificateExpiresAt, domainExpiresAt, options, lastCheckedAt } = monitor;
  return (
    <Properties>
      <BeatReader monitor={monitor} />
      <MonitorTiming id={monitor.id} />
      <PropertyList>
        <Property label="Uptime">
          {percentText(monitor.uptime24h)} in 24 h, {percentText(monitor.uptime30d)} in 30 days,{' '}
          {percentText(monitor.uptime1y)} in a year
        </Property>
        <Property label="Observed">{percentText(monitor.observed30d)} of the last 30 days</Property>
        <Property label="Last check">
          {lastCheckedAt === null ? 'None yet' : <Time at={lastCheckedAt} form="moment" />}
        </Property>
        {certificateExpiresAt !== null && (
          <Property label="Certificate">
            <Expiry at={certificateExpiresAt} />
          </Property>
        )}
        {domainExpiresAt !== null && (
          <Property label="Domain">
            <Expiry at={domainExpiresAt} />
          </Property>
        )}
        {options.conditions.length > 0 && (
          <Property label="Conditions">
            <ul>
              {options.conditions.map((condition) => (
                <li key={conditionText(condition)}>
                  <code>{conditionText(condition)}</code>
                </li>
              ))}
            </ul>
          </Property>
        )}
      </PropertyList>
    </Properties>
  );
}

function Expiry({ at }: { at: number }) {
  const soon = expiryText(at, useNow());
  return soon === null ? `until ${absoluteTime(at)}` : `${soon}: ${absoluteTime(at)}`;
}

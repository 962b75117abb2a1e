/**
 * The days on which the makers' free security updates end: for Windows as https://learn.microsoft.com/lifecycle/products/ and
 * https://learn.microsoft.com/windows/release-health/release-information had them in October 2026. Apple names no days and mends the three newest releases
 * of macOS (https://support.apple.com/100100); what stands here is the day on which the third one after it came out.
 */
interface Ending {
  /** How the system's name begins, and what else stands in it, in lower case. */
  readonly name: string;
  readonly release?: string;
  readonly ends: string;
  /** Windows 10 and 11 for companies and schools are looked after for longer. */
  readonly endsForEnterprise?: string;
}

const endings: readonly Ending[] = [
  { name: 'windows server 2025', ends: '2034-11-14' },
  { name: 'windows server 2022', ends: '2031-10-14' },
  { name: 'windows server 2019', ends: '2029-01-09' },
  { name: 'windows server 2016', ends: '2027-01-12' },
  { name: 'windows server 23h2', ends: '2025-10-24' },
  { name: 'windows server 2012', ends: '2023-10-10' },
  { name: 'windows server 2008', ends: '2020-01-14' },
  { name: 'windows server 2003', ends: '2015-07-14' },
  // For the edition that machines are built with (IoT) the same release is looked after for longer.
  { name: 'windows 11', release: 'iot enterprise ltsc', ends: '2034-10-10' },
  { name: 'windows 11', release: 'ltsc', ends: '2029-10-09' },
  { name: 'windows 11', release: '26h1', ends: '2028-03-14', endsForEnterprise: '2029-03-13' },
  { name: 'windows 11', release: '25h2', ends: '2027-10-12', endsForEnterprise: '2028-10-10' },
  { name: 'windows 11', release: '24h2', ends: '2026-10-13', endsForEnterprise: '2027-10-12' },
  { name: 'windows 11', release: '23h2', ends: '2025-11-11', endsForEnterprise: '2026-11-10' },
  { name: 'windows 11', release: '22h2', ends: '2024-10-08', endsForEnterprise: '2025-10-14' },
  { name: 'windows 11', release: '21h2', ends: '2023-10-10', endsForEnterprise: '2024-10-08' },
  { name: 'windows 10', release: 'iot enterprise ltsc 2021', ends: '2032-01-13' },
  { name: 'windows 10', release: 'ltsc 2021', ends: '2027-01-12' },
  { name: 'windows 10', release: 'ltsc 21h2', ends: '2027-01-12' },
  { name: 'windows 10', release: 'ltsc 2019', ends: '2029-01-09' },
  { name: 'windows 10', release: 'ltsc 1809', ends: '2029-01-09' },
  { name: 'windows 10', release: 'ltsb', ends: '2026-10-13' },
  // Its last release; the others ended before it.
  { name: 'windows 10', ends: '2025-10-14' },
  { name: 'windows 8.1', ends: '2023-01-10' },
  { name: 'windows 8', ends: '2016-01-12' },
  { name: 'windows 7', ends: '2020-01-14' },
  { name: 'windows vista', ends: '2017-04-11' },
  { name: 'windows xp', ends: '2014-04-08' },
];

/** By the first number of macOS; everything before 11 counts as 10. */
const macEndings: Readonly<Record<string, string>> = {
  '13': '2025-09-15',
  '12': '2024-09-16',
  '11': '2023-09-26',
  '10': '2022-09-12',
};

/**
 * @param name of the system with its release, `version` what is noted beside it
 * @returns the last day of free security updates, as `2025-10-14`; undefined where that is not known here
 */
export function endOfSupport(name: string, version: string): string | undefined {
  const system = name.toLowerCase();
  if (/^(?:mac ?os|os x)/.test(system)) {
    const [major] = /\d+/.exec(version) ?? /\d+/.exec(system) ?? [];
    return major === undefined ? undefined : macEndings[Number(major) <= 10 ? '10' : major];
  }
  const ending = endings.find(
    ({ name, release = '' }) => system.startsWith(name) && system.includes(release),
  );
  const isEnterprise = /enterprise|education/.test(system);
  return isEnterprise ? (ending?.endsForEnterprise ?? ending?.ends) : ending?.ends;
}

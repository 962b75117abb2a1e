/** An operating system as software: whose it is, its full name with its release, and its version where one is noted. */
export interface OperatingSystem {
  readonly vendor: string;
  readonly name: string;
  readonly version: string;
}

/** Build numbers of Windows by release (https://learn.microsoft.com/windows/release-health/release-information). */
const desktopBuilds: Readonly<Record<string, string>> = {
  '10240': '1507',
  '10586': '1511',
  '14393': '1607',
  '15063': '1703',
  '16299': '1709',
  '17134': '1803',
  '17763': '1809',
  '18362': '1903',
  '18363': '1909',
  '19041': '2004',
  '19042': '20H2',
  '19043': '21H1',
  '19044': '21H2',
  '19045': '22H2',
  '22000': '21H2',
  '22621': '22H2',
  '22631': '23H2',
  '26100': '24H2',
  '26200': '25H2',
  '28000': '26H1',
};
const serverBuilds: Readonly<Record<string, string>> = {
  '14393': '2016',
  '17763': '2019',
  '20348': '2022',
  '25398': '23H2',
  '26100': '2025',
};

const makers: readonly (readonly [RegExp, string])[] = [
  [/windows/i, 'Microsoft'],
  [/^(?:mac ?os|os x|ios|ipados)\b/i, 'Apple'],
  [/esxi/i, 'VMware'],
  [/^forti/i, 'Fortinet'],
  [/^ubuntu/i, 'Canonical'],
  [/^debian/i, 'Debian'],
  [/^(?:rhel|red hat)/i, 'Red Hat'],
  [/^(?:pan-?os)/i, 'Palo Alto Networks'],
  [/^sonicos/i, 'SonicWall'],
  [/^junos/i, 'Juniper'],
  [/^(?:ios[ -]xe|nx-?os|asa)/i, 'Cisco'],
  [/^dsm\b/i, 'Synology'],
  [/^qts\b/i, 'QNAP'],
];

/**
 * What an asset's fields say of its system. Windows says its release as a name (`23H2`), a year (`2022`) or a build
 * (`10.0.22631.3447`); the release becomes part of the name, for that is what lists go by, and a build the version.
 * @returns undefined where no system is noted
 */
export function operatingSystemOf(
  osName: string | null,
  osVersion: string | null,
  manufacturer: string | null,
): OperatingSystem | undefined {
  const noted = osName?.trim() ?? '';
  if (noted === '') return undefined;
  const version = osVersion?.trim() ?? '';
  const vendor = makers.find(([pattern]) => pattern.test(noted))?.[1] ?? manufacturer ?? '';
  if (vendor !== 'Microsoft') return { vendor, name: noted, version };
  const name = noted.replace(/^microsoft\s+/i, '');
  const build = /^(?:10\.0\.)?(\d{5})(?:\.\d+)?$/.exec(version);
  if (build) {
    const release = (/server/i.test(name) ? serverBuilds : desktopBuilds)[build[1]!];
    const whole = version.startsWith('10.0.') ? version : `10.0.${version}`;
    // Without the last number it says the release, not what was mended in it.
    const known = /^10\.0\.\d+\.\d+$/.test(whole) ? whole : '';
    return { vendor, name: withRelease(name, release), version: known };
  }
  if (/^(?:\d\dH\d|\d{4}(?: R2)?)$/i.test(version))
    return { vendor, name: withRelease(name, version.toUpperCase()), version: '' };
  return { vendor, name, version };
}

function withRelease(name: string, release: string | undefined): string {
  return release === undefined || name.toUpperCase().includes(release) ? name : `${name} ${release}`;
}

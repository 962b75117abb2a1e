/**
 * Names that have got out of web roots before: climbs in every encoding, drive and UNC paths, streams,
 * device names, NUL, trailing dots and spaces, look-alike slashes.
 *
 * @param outside A file one folder above the root.
 * @param unlisted A file inside the root that must not be served.
 */
export function traversalNames(outside: string, unlisted: string): string[] {
  const climbs = [
    '../',
    '..\\',
    './../',
    '%2e%2e/',
    '%2e%2e%2f',
    '..%2f',
    '..%5c',
    '%2e%2e%5c',
    '%252e%252e%252f',
    '..%252f',
    '%c0%ae%c0%ae/',
    '%c0%ae%c0%ae%c0%af',
    '..%c0%af',
    '..%c1%9c',
    '..%00/',
    '..;/',
    '....//',
    '....\\\\',
    '.../',
    '..%ef%bc%8f',
    '%uff0e%uff0e%u2215',
    '．．/',
    '..∕',
    '.%2e/',
    '%2e./',
    '/../',
    '//../',
    'assets/../../',
    'assets/..%2f..%2f',
    'assets%2f..%2f..%2f',
    'index.html/../../',
    'assets/./.././../',
  ];
  const depths = [1, 2, 3, 8];
  const targets = [outside, 'etc/passwd', 'package.json'];
  const climbing = climbs.flatMap((climb) =>
    depths.flatMap((depth) => targets.map((target) => climb.repeat(depth) + target)),
  );
  const devices = ['CON', 'PRN', 'AUX', 'NUL', 'COM1', 'LPT1', 'CONIN$', 'aux.html', 'nul.js'];
  const odd = [
    `C:/${outside}`,
    `C:%5c${outside}`,
    `/C:/${outside}`,
    `%5c%5c127.0.0.1%5cshare%5c${outside}`,
    `//127.0.0.1/share/${outside}`,
    'file:///etc/passwd',
    '%2fetc%2fpasswd',
    'index.html%00',
    'index.html%00.png',
    'index.html.',
    'index.html%20',
    'index.html::$DATA',
    'index.html:stream',
    'INDEX.HTML',
    'Index.html',
    'index.htm',
    'index.html/',
    'index.html;x=1',
    'assets',
    'assets/',
    'assets/.',
    'assets//index.js',
    '/assets/index.js',
    'assets%2findex.js',
    'assets%5cindex.js',
    'files.json',
    '.git/config',
    '.env',
    '%2e',
    unlisted,
    `./%6cater.js`,
    `assets/../${unlisted}`,
    `assets/..%2f${unlisted}`,
  ];
  return [...climbing, ...devices, ...odd];
}

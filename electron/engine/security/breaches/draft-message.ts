import { breachAdvice, type Exposure } from '../../../../shared/breach.ts';

/** A message to the customer about what leaked, in plain words, for a technician to look over and send. */
export function draftMessage(
  email: string,
  exposures: readonly Exposure[],
): { subject: string; message: string } {
  const open = exposures.filter(({ ignored }) => ignored === null);
  const dataTypes = [...new Set(open.flatMap((exposure) => exposure.dataTypes))];
  const many = open.length === 1 ? 'a data breach' : `${open.length} data breaches`;
  const lines = open.map(({ name, date, dataTypes: lost }) => {
    const what = lost.map((type) => type.replaceAll('_', ' ')).join(', ');
    return `- ${name}${date === null ? '' : ` (${date})`}${what === '' ? '' : `: ${what}`}`;
  });
  return {
    subject: `${email} appears in ${many}`,
    message: [
      'Hello,',
      '',
      `The e-mail address ${email} appears in ${many} that became publicly known:`,
      '',
      ...lines,
      '',
      'What to do now:',
      '',
      ...breachAdvice(dataTypes).map((what) => `- ${what}`),
      '',
      'The data was lost at the services named above, not at your company. Tell us if you would like help with any of it.',
    ].join('\n'),
  };
}

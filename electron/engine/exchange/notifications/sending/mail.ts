import { connect, type Socket } from 'node:net';
import type { MailServer } from '../../../../../shared/channel.ts';
import type { Egress } from '../../../egress/egress.ts';
import { EgressError, toEgressError } from '../../../egress/egress-error.ts';
import { notificationHtml } from './html.ts';
import { notificationText } from './plain-text.ts';
import { ofEgress, plainWords } from './post.ts';
import type { SendJob, Sender, SendOutcome } from './sender.ts';

export interface MailDeps {
  readonly egress: Egress;
  readonly version: string;
  /** For each step of the conversation; 20 s unless a test is in a hurry. */
  readonly answerWithinMs?: number;
}

/** A conversation has a dozen steps. */
const wholeWithin = 4;

/**
 * Sends mail over a connection that the address policy has checked. Encryption that was asked for is a condition:
 * a server without STARTTLS, or with a certificate that nobody vouches for, gets neither password nor message.
 */
export function createMailSender({ egress, version, answerWithinMs = 20_000 }: MailDeps): Sender<MailServer> {
  return async (job) => {
    const { settings, secrets, signal } = job;
    if (job.recipients.length === 0) return { outcome: 'refused', words: 'It names nobody to write to.' };
    if (settings.user !== '' && secrets.secret === undefined) {
      return { outcome: 'refused', words: 'The password of this mail server is missing; give it again.' };
    }
    const limit = AbortSignal.timeout(answerWithinMs * wholeWithin);
    let connection: Socket | undefined;
    try {
      connection = await open(egress, settings, answerWithinMs);
      // Loaded with the first mail: most starts send none.
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({
        ...encryption(settings),
        host: settings.host,
        port: settings.port,
        getSocket: (_options, callback) => callback(null, { connection }),
        connectionTimeout: answerWithinMs,
        greetingTimeout: answerWithinMs,
        socketTimeout: answerWithinMs,
        ...(settings.user !== '' && { auth: { user: settings.user, pass: secrets.secret ?? '' } }),
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const info = await transport.sendMail({
        ...letter(job, version),
        signal: AbortSignal.any([signal, limit]),
      });
      return judge(info.rejectedErrors ?? [], info.accepted.length, info.response);
    } catch (error) {
      if (signal.aborted) return { outcome: 'aborted', words: 'The sending was cut off.' };
      return failure(error);
    } finally {
      connection?.destroy();
    }
  };
}

function encryption({ security, host, authorities }: MailServer) {
  const tls = {
    servername: host,
    minVersion: 'TLSv1.2' as const,
    ...(authorities !== null && { ca: authorities }),
  };
  if (security === 'tls') return { secure: true, tls };
  return security === 'starttls'
    ? { secure: false, requireTLS: true, tls }
    : { secure: false, ignoreTLS: true };
}

/** A socket that is connected to an address that was checked. */
function open(egress: Egress, { host, port, ownNetwork }: MailServer, withinMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(egress.connect(ownNetwork ? 'remote' : 'webhook', host, port));
    const late = setTimeout(() => {
      socket.destroy(new EgressError('timeout', `${host} did not take the connection in time.`));
    }, withinMs);
    const fail = (error: Error): void => reject(toEgressError(error));
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(late);
      socket.off('error', fail);
      resolve(socket);
    });
    socket.once('close', () => clearTimeout(late));
  });
}

function letter({ settings, recipients, message }: SendJob<MailServer>, version: string) {
  const { fromAddress, fromName } = settings;
  const from = { name: fromName, address: fromAddress };
  return {
    from,
    to: recipients.map((address) => ({ name: '', address })),
    subject: message.subject,
    text: notificationText(message),
    html: notificationHtml(message),
    messageId: `<${message.id}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`,
    date: new Date(message.at),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Mailer': `Techbench ${version}` },
  };
}

interface MailError extends Error {
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
}

/** Taken for some is sent: to try again would write to those twice. The words name whom it was not taken for. */
function judge(rejected: readonly MailError[], accepted: number, response: string): SendOutcome {
  if (accepted === 0 && rejected.length > 0) return failure(rejected[0]);
  const words = plainWords(response);
  if (rejected.length === 0) return { outcome: 'sent', words };
  const not = rejected.map(({ response: said, message }) => plainWords(said ?? message)).join('; ');
  return { outcome: 'sent', words: `${words} (not taken for some: ${not})`.slice(0, 500) };
}

/** 4xx is for now, 5xx for good (RFC 5321, 4.2.1); what fails before the message is a matter of the channel, which may be mended. */
function failure(error: unknown): SendOutcome {
  if (error instanceof EgressError) return ofEgress(error);
  const { code = '', responseCode, response, message } = error as MailError;
  const words = plainWords(response ?? message);
  if (code === 'EAUTH') return { outcome: 'failed', words: `The login was refused: ${words}` };
  if (code === 'ETLS') return { outcome: 'failed', words: plainWords(message) };
  if (responseCode !== undefined) return { outcome: responseCode >= 500 ? 'refused' : 'failed', words };
  if (code === 'EENVELOPE') return { outcome: 'refused', words };
  return { outcome: 'failed', words };
}

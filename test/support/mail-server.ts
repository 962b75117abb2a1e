import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8');

/** The certificate that servers of tests show, which vouches for itself. */
export const testCertificate = fixture('certificate');

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly user: string | undefined;
  readonly encrypted: boolean;
  /** Headers and body as they came. */
  readonly source: string;
}

export interface MailServerWishes extends SMTPServerOptions {
  /** Hangs up when so many bytes of a message came, before it says whether it takes it. */
  readonly hangUpWithin?: boolean;
  /** Where a server was before; free, where nothing is said. */
  readonly port?: number;
}

/** A reply with a status of its own. */
export function replyWith(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A real mail server on this machine: it takes everything unless it is told otherwise. */
export async function receiveMail({ hangUpWithin = false, port = 0, ...wishes }: MailServerWishes = {}) {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    key: fixture('key'),
    cert: testCertificate,
    authOptional: true,
    logger: false,
    closeTimeout: 1,
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(replyWith(535, '5.7.8 Wrong password')),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          user: typeof session.user === 'string' ? session.user : undefined,
          encrypted: session.secure,
          source: Buffer.concat(parts).toString('utf8'),
        });
        if (hangUpWithin) for (const connection of server.connections) connection.close();
        else done(null, 'Taken');
      });
    },
    ...wishes,
  });
  // Clients that give up are part of the tests.
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    received,
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

export type MailReceiver = Awaited<ReturnType<typeof receiveMail>>;

import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

/** What is wrong between the two sides. */
export type FarSide = 'well' | 'portal_page' | 'portal_redirect' | 'no_names' | 'sites_down';

// The other machine: sites, a target that is known by its certificate, and a name server. Told by message what is wrong.
const fixtures = path.resolve(import.meta.dirname, '../../fixtures/tls');
const [address = ''] = process.argv.slice(2);
let state: FarSide = 'well';
const isPortal = (): boolean => state.startsWith('portal');

const signIn = '<!doctype html><title>Hotel</title><p>Please sign in.';
const sites = createServer((request, response) => {
  if (state === 'sites_down') response.writeHead(503).end('away');
  else if (!isPortal()) response.end('all is well');
  else if (state === 'portal_redirect' && request.url !== '/sign-in')
    response.writeHead(302, { location: `http://${address}:8080/sign-in` }).end();
  else response.setHeader('content-type', 'text/html').end(signIn);
});
sites.keepAliveTimeout = 1;
sites.listen(8080, address);

const target = createTlsServer({
  cert: readFileSync(path.join(fixtures, 'certificate.pem')),
  key: readFileSync(path.join(fixtures, 'key.pem')),
});
target.on('tlsClientError', () => {});
createNetServer((socket) => {
  socket.on('error', () => {});
  // A sign-in page answers for everybody, and has nobody's certificate.
  if (isPortal()) socket.end(`HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n${signIn}`);
  else target.emit('connection', socket);
}).listen(443, address);

/** Every name of the test leads here; of others it is known that there are none. */
const names = createSocket('udp4');
names.on('message', (question, from) => {
  if (state === 'no_names') return;
  const end = question.indexOf(0, 12) + 5;
  const asked = question.subarray(12, end);
  const isAddress = asked.readUInt16BE(asked.length - 4) === 1;
  const isSite = asked.includes('site');
  const answer = Buffer.concat([question.subarray(0, end), Buffer.alloc(isSite && isAddress ? 16 : 0)]);
  answer.writeUInt16BE(isSite ? 0x8180 : 0x8183, 2);
  answer.writeUInt16BE(isSite && isAddress ? 1 : 0, 6);
  answer.writeUInt16BE(0, 10);
  if (isSite && isAddress) {
    answer.writeUInt16BE(0xc00c, end);
    answer.writeUInt16BE(1, end + 2);
    answer.writeUInt16BE(1, end + 4);
    answer.writeUInt16BE(4, end + 10);
    Buffer.from(address.split('.').map(Number)).copy(answer, end + 12);
  }
  names.send(answer, from.port, from.address);
});
names.bind(53, address, () => process.send!('ready'));

process.on('message', (wanted: FarSide) => {
  state = wanted;
  process.send!(wanted);
});

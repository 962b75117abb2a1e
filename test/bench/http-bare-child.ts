import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// The baseline: node's own server, answering the same bytes from memory.
const { body, headers } = JSON.parse(process.argv[2]!) as { body: string; headers: Record<string, string> };
const bytes = Buffer.from(body);
const server = createServer((_request, response) => {
  response.writeHead(200, { ...headers, 'content-length': bytes.length });
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, keys: ['none'] });
});

import type { Server } from 'node:http';
import { createServer } from './node-http.ts';

const maxSockets = 200;

/** A server that slow, large and many requests cost little: each waits its time and no longer. */
export function createLimitedServer(): Server {
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 8500,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 10_000,
    // A request without Host is refused by the guard, in the words of the dialect.
    requireHostHeader: false,
  });
  server.maxConnections = maxSockets;
  return server;
}

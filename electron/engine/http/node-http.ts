/**
 * node:http, asked for without `import`: importing it reads each of its exports, and one of them
 * (WebSocket) loads a whole HTTP client, which would cost every start some fifty milliseconds.
 */
export const { createServer, STATUS_CODES } = process.getBuiltinModule('node:http');

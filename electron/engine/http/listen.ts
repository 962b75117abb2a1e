import type { Server } from 'node:http';

export interface ListenWish {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Fail where the port is taken instead of trying the next ones. */
  readonly strictPort: boolean;
}

const portsTried = 50;

/**
 * Listens on the wished port, else on the next free one, else on any.
 * @returns the port that it became, and the wished one where that was taken
 */
export async function listen(
  server: Server,
  wish: ListenWish,
): Promise<{ port: number; portTaken: number | null }> {
  for (let port = wish.port; ; port += 1) {
    const last = port - wish.port >= portsTried || port > 65_535;
    try {
      const actual = await listenOn(server, wish.host, last ? 0 : port);
      return { port: actual, portTaken: actual === wish.port || wish.port === 0 ? null : wish.port };
    } catch (error) {
      if (wish.strictPort || last || !isTaken(error)) throw error;
    }
  }
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
    });
  });
}

/** EACCES: ports that the system keeps for itself, which on Windows are whole ranges. */
function isTaken(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
  );
}

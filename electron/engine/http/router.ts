import createFindMyWay from 'find-my-way';
import type { Dialect, Method, Route } from './route.ts';

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string | undefined>>;
}

export interface Router {
  /** The route that serves this, or the methods that the path serves; none where it is unknown. */
  find(method: string, path: string): Match | { readonly allow: readonly string[] };
  /** The dialect that a path belongs to, served or not; null where it lies outside of all. */
  dialectOf(path: string): Dialect | null;
}

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export function createRouter(dialects: readonly Dialect[]): Router {
  // The tree tells which handler lies on a path; ours are only marks for their routes.
  const routes = new Map<unknown, Route>();
  let grown: ReturnType<typeof createFindMyWay> | undefined;

  /** With the first request: a console that nobody asks by HTTP starts sooner without. */
  function tree() {
    if (grown) return grown;
    grown = createFindMyWay({ ignoreTrailingSlash: true, onBadUrl: () => undefined });
    for (const dialect of dialects) {
      for (const route of dialect.routes) {
        const mark = () => route;
        routes.set(mark, route);
        grown.on(route.method, route.path, mark);
      }
    }
    return grown;
  }

  // `/api/public/v1` lies below `/api`: the longest prefix decides.
  const byPrefix = dialects.toSorted((a, b) => b.prefix.length - a.prefix.length);

  function match(method: Method, path: string): Match | undefined {
    const found = tree().find(method, path);
    const route = found ? routes.get(found.handler) : undefined;
    return found && route ? { route, params: found.params } : undefined;
  }

  return {
    find(method, path) {
      // A HEAD is a GET whose body the server leaves out (RFC 9110, 9.3.2).
      const asked = method === 'HEAD' ? 'GET' : method;
      const known = methods.find((name) => name === asked);
      const found = known && match(known, path);
      if (found) return found;
      const served = methods.filter((name) => match(name, path) !== undefined);
      return { allow: served.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])) };
    },
    dialectOf: (path) =>
      byPrefix.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`)) ?? null,
  };
}

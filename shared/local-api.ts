import { z } from 'zod';
import { keyTier } from './api-key.ts';
import { procedure } from './procedure.ts';

const name = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const host = `(?:${name}(?:\\.${name}){0,20}|\\[[0-9a-f:]{2,39}\\])`;

/** A name or an address under which other machines reach this one, without a port: `techbench.lan`, `10.0.0.5`. */
export const hostName = z
  .string()
  .max(253)
  .regex(new RegExp(`^${host}$`), 'must be a host name in lower case, without scheme and port');

/** The origin of web pages that may call the API: scheme, host and port, as the browser writes it. */
export const webOrigin = z
  .string()
  .max(300)
  .regex(
    new RegExp(`^(?:https://${host}(?!:443$)|http://${host}(?!:80$))(?::[1-9][0-9]{0,4})?$`),
    'must be an origin like https://tools.example, without a path',
  );

export const localApiSettings = z.strictObject({
  /** `network` listens on every interface of the machine: whoever reaches it may try keys. */
  listenOn: z.enum(['loopback', 'network']),
  /** Besides localhost, 127.0.0.1 and [::1]. */
  hostNames: z.array(hostName).max(20),
  origins: z.array(webOrigin).max(20),
});
export type LocalApiSettings = z.infer<typeof localApiSettings>;

export const localApiContract = {
  get: procedure(z.strictObject({}), localApiSettings),
  /**
   * Takes effect at once; running requests get two seconds to end where the interface changes. Where the new one
   * cannot be listened on the old one goes on, and nothing is changed.
   */
  set: procedure(localApiSettings.partial(), localApiSettings),
  /** Moves to another port at once, or stays on the old one and says why. Whoever starts the engine keeps the wish. */
  listenAt: procedure(
    z.strictObject({ port: z.int().min(0).max(65_535) }),
    z.object({ address: z.string() }),
  ),
};

export const plan = z.enum(['starter', 'professional', 'enterprise']);
export type Plan = z.infer<typeof plan>;

export const subscription = z.object({
  plan,
  /** What a new key gets unless another tier is chosen. */
  keyTier,
});
export type Subscription = z.infer<typeof subscription>;

export const subscriptionContract = {
  get: procedure(z.strictObject({}), subscription),
  /** Another plan announces `subscription.changed`. */
  set: procedure(z.strictObject({ plan: plan.optional(), keyTier: keyTier.optional() }), subscription),
};

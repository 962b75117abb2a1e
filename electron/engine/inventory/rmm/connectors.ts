import type { RmmVendor } from '../../../../shared/rmm-vendor.ts';
import type { Connector } from './connector.ts';
import { automate } from './vendors/automate.ts';
import { datto } from './vendors/datto.ts';
import { ninjaone } from './vendors/ninjaone.ts';
import { syncro } from './vendors/syncro.ts';

export const connectors: Readonly<Record<RmmVendor, Connector>> = { ninjaone, datto, syncro, automate };

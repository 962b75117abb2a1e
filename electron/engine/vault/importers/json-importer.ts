import type { z } from 'zod';
import type { VaultFile } from './open-vault-file.ts';
import type { VaultImporter, VaultReading } from './vault-importer.ts';

/** What a JSON file holds; undefined for a file in another notation. */
export function jsonIn(file: VaultFile): unknown {
  return file.notation === 'json' ? file.value : undefined;
}

/** A format that is told by the shape of its JSON. */
export function jsonImporter<S extends z.ZodType>(
  shape: S,
  read: (value: z.output<S>, password: string | null) => VaultReading | Promise<VaultReading>,
): VaultImporter {
  return {
    recognises: (file) => shape.safeParse(jsonIn(file)).success,
    read: (file, password) => read(shape.parse(jsonIn(file)), password),
  };
}

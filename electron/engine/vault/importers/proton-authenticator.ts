import { z } from 'zod';
import { readCodeText } from '../one-time-code/code-text.ts';
import { codeDraft, leftOver, textOrNull } from './draft.ts';
import { jsonImporter } from './json-importer.ts';
import { anyOf, readItems } from './read-rows.ts';

const uriEntry = z.looseObject({
  content: z.looseObject({
    uri: z.string(),
    entry_type: z.string().nullish(),
    name: z.string().nullish(),
  }),
  note: z.string().nullish(),
});
const backup = z.object({
  version: z.union([z.number(), z.string()]),
  entries: z.array(z.unknown()).refine((entries) => anyOf(entries, uriEntry)),
});

/** Proton Authenticator's export in clear. */
export const protonAuthenticator = jsonImporter(backup, ({ entries }) =>
  readItems(entries, uriEntry, ({ content, note, ...rest }) => {
    const { uri, entry_type: _kind, name, ...contentRest } = content;
    const reading = readCodeText(uri, { issuer: '', account: name ?? '' });
    if ('refused' in reading) return reading;
    const others = { ...rest, ...contentRest, ...reading.others };
    return {
      draft: codeDraft(reading.code, { notes: textOrNull(note), raw: leftOver('proton', others) }),
    };
  }),
);

/** `vpn, remote work` as tags: each once, in the order typed. */
export function readTags(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

export const tagsText = (tags: readonly string[]) => tags.join(', ');

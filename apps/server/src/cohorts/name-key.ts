/** A name as compared for "already taken": case, accents' encoding and runs of spaces do not make another one. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()
}

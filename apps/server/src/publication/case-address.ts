import type { ConsentSpread } from '@tablee/contract'

/** Path of the cases that only some people may read. */
export const RESERVED_PATH = '/api/library/reserves'

/** Path of a published case: where everybody reads it, or only who is signed in and takes part. */
export function casePath({ slug, spread }: { slug: string; spread: ConsentSpread }): string {
  return `${spread === 'public' ? '/cas' : RESERVED_PATH}/${slug}`
}

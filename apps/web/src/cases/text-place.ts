import { KEYWORDS_ID, PUBLIC_NAME_ID } from '@tablee/cases'
import type { CaseDraftView } from '@tablee/contract'

/** The id of the element in which a text of a draft is read: a statement, a picture, the public name, the keywords. */
export function textPlace({ images }: Pick<CaseDraftView, 'images'>, textId: string): string {
  if (textId === PUBLIC_NAME_ID) return 'public-name'
  if (textId === KEYWORDS_ID) return 'tags'
  return images.some(({ id }) => id === textId) ? `image-${textId}` : `statement-${textId}`
}

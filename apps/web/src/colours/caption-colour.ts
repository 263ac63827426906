import type { NoteColour } from '@tablee/board/content'

/**
 * Says what a colour of a board stands for; null takes it back.
 * @returns whether the server kept it
 */
export async function captionColour(
  boardId: string,
  colour: NoteColour,
  caption: string | null,
): Promise<boolean> {
  try {
    const answer = await fetch(`/api/boards/${encodeURIComponent(boardId)}/colours`, {
      method: 'PUT',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ colour, caption }),
    })
    return answer.ok
  } catch {
    return false
  }
}

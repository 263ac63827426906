import type { Lang } from '@tablee/board'
import type { Context } from '../context.ts'

/** How the notes and zones of a board are called, by their ids; empty for what is not there any more. */
export async function titlesOn(
  { boardItems }: Pick<Context, 'boardItems'>,
  boardId: string,
  lang: Lang,
): Promise<(targetId: string) => string> {
  const onBoard = (await boardItems.of([boardId], lang)).get(boardId)
  return (targetId) =>
    onBoard?.items.find(({ id }) => id === targetId)?.title ??
    onBoard?.zones.find(({ id }) => id === targetId)?.label[lang] ??
    ''
}

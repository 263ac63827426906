import type { Lang } from '@tablee/board'
import type { Synthesis } from '@tablee/contract'
import { packBytes, transferOf } from '../background/packed-bytes.ts'
import { commentsForFiles } from '../comments/comments-for-files.ts'
import type { Context } from '../context.ts'
import type { SeenWorkshop } from '../workshops/require-workshop.ts'

/** Plan steps and requests for help of all boards of a session as they stand, and nothing else of them (S1.10). */
export async function readSynthesis(
  context: Context,
  { boards }: SeenWorkshop,
  lang: Lang,
): Promise<Synthesis> {
  const { rooms, background, boardItems } = context
  const read: Synthesis['boards'] = []
  for (const { board_id, kind, name, title } of boards) {
    const stored = await rooms.read(board_id)
    const [found] = await background.run('outcomes', () => {
      const updates = packBytes(stored)
      return { takes: { from: { updates }, langs: [lang] }, transfer: transferOf(updates) }
    })
    const { actions = [], help = [] } = found?.outcomes ?? {}
    const asked = (await commentsForFiles(context, board_id)).filter(
      ({ kind, resolved, text }) => kind === 'help' && !resolved && text !== '',
    )
    const onBoard = asked.length > 0 ? (await boardItems.of([board_id], lang)).get(board_id) : undefined
    const titleOf = (targetId: string) =>
      onBoard?.items.find(({ id }) => id === targetId)?.title ??
      onBoard?.zones.find(({ id }) => id === targetId)?.label[lang] ??
      ''
    if (actions.length === 0 && help.length === 0 && asked.length === 0) continue
    read.push({
      id: board_id,
      title,
      group: kind === 'group' ? name : null,
      plan: actions.map(({ text, who, when }) => ({ text, who, when })),
      help: [
        ...help.map(({ need, forWhat, from }) => ({ need, forWhat, from })),
        ...asked.map(({ text, targetId }) => ({ need: text, forWhat: titleOf(targetId), from: '' })),
      ],
    })
  }
  return { boards: read }
}

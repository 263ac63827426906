import type { Lang } from '@tablee/board'
import type { PutAside, Synthesis } from '@tablee/contract'
import { packBytes, transferOf } from '../background/packed-bytes.ts'
import { commentsForFiles } from '../comments/comments-for-files.ts'
import type { Context } from '../context.ts'
import type { SeenWorkshop } from '../workshops/require-workshop.ts'
import { titlesOn } from './titles-on.ts'

/** Plan steps and requests for help of all boards of a session as they stand, and nothing else of them (S1.10). */
export async function readSynthesis(
  context: Context,
  { boards }: SeenWorkshop,
  lang: Lang,
): Promise<Synthesis> {
  const { rooms, background } = context
  const read: Synthesis['boards'] = []
  for (const { board_id, kind, name, title } of boards) {
    const stored = await rooms.read(board_id)
    const [found] = await background.run('outcomes', () => {
      const updates = packBytes(stored)
      return { takes: { from: { updates }, langs: [lang] }, transfer: transferOf(updates) }
    })
    const { actions = [], help = [] } = found?.outcomes ?? {}
    const asked = (await commentsForFiles(context, board_id)).filter(
      (comment) => comment.kind === 'help' && isOpen(comment),
    )
    if (actions.length === 0 && help.length === 0 && asked.length === 0) continue
    const titleOf = asked.length > 0 ? await titlesOn(context, board_id, lang) : () => ''
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

/** What is put aside on the boards of a session, and not taken up yet. */
export async function readPutAside(
  context: Context,
  { boards }: SeenWorkshop,
  lang: Lang,
): Promise<PutAside> {
  const read: PutAside['boards'] = []
  for (const { board_id, kind, name, title } of boards) {
    const parked = (await commentsForFiles(context, board_id)).filter(
      (comment) => comment.kind === 'later' && isOpen(comment),
    )
    if (parked.length === 0) continue
    const titleOf = await titlesOn(context, board_id, lang)
    read.push({
      id: board_id,
      title,
      group: kind === 'group' ? name : null,
      later: parked.map(({ text, targetId }) => ({ text, about: titleOf(targetId) })),
    })
  }
  return { boards: read }
}

function isOpen({ resolved, text }: { resolved: boolean; text: string }): boolean {
  return !resolved && text !== ''
}

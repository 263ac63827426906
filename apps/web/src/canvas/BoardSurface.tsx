import type { BoardAuthor, Lang } from '@tablee/board'
import { getAssetUrls } from '@tldraw/assets/selfHosted'
import { Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Editor, type TLUserPreferences, Tldraw, useTldrawUser } from 'tldraw'
import * as z from 'zod'
import type { CommentDesk } from '../comments/comment-desk.ts'
import { type PrivateDesk, PrivateDeskContext } from '../private-writing/private-desk.ts'
import { useOwnWriting } from '../secrets/use-own-writing.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { FollowChip } from './attention/FollowChip.tsx'
import { BallotPanel } from './ballots/BallotPanel.tsx'
import { type BallotDesk, BallotDeskContext } from './ballots/ballot-desk.ts'
import { ColourLegend } from './colours/ColourLegend.tsx'
import { ColourDeskContext } from './colours/colour-desk.ts'
import { editorComponents } from './editor-components.ts'
import { editorOverrides } from './editor-overrides.ts'
import { LinkedItem } from './LinkedItem.tsx'
import { MeaningContext } from './meaning/use-meaning.ts'
import { mountBoard } from './mount-board.ts'
import type { OpenBoard } from './open-board.ts'
import { BoardPanel } from './panel/BoardPanel.tsx'
import type { PastedList } from './paste/offer-lists.ts'
import { PasteDialog } from './paste/PasteDialog.tsx'
import { RefusalToasts } from './RefusalToasts.tsx'
import { ShortcutsKey } from './ShortcutsKey.tsx'
import { SearchBox } from './search/SearchBox.tsx'
import { useSearchKey } from './search/use-search-key.ts'
import { boardShapeUtils } from './shapes/board-shape-utils.ts'
import { HiddenCursors } from './steps/HiddenCursors.tsx'
import { stepGate } from './steps/step-gate.ts'
import { StepGateContext } from './steps/use-binding-step.ts'
import { CommentDeskContext } from './threads/comment-desk-context.ts'
import { ThreadsContext, useBoardThreads } from './threads/use-threads.ts'

// Who only reads never needs it.
const SecretNotice = lazyPart(async () => ({
  default: (await import('../secrets/SecretNotice.tsx')).SecretNotice,
}))

/** Most shapes on a board; the server takes 4,000 records, arrows and their bindings included. */
const MAX_SHAPES = 2000

const EDITOR_FILES = getAssetUrls({ baseUrl: '/tldraw' })
/** Nothing is embedded in a board, and tldraw asks for the signs of all that could be. */
const NO_EMBED_ICONS = Object.fromEntries(Object.keys(EDITOR_FILES.embedIcons).map((name) => [name, '']))
const ASSET_URLS = { ...EDITOR_FILES, embedIcons: NO_EMBED_ICONS }
const OPTIONS = { maxShapesPerPage: MAX_SHAPES, maxPages: 1 }
const NO_TYPES: string[] = []
const editorWords = z.record(z.string(), z.string())

interface BoardSurfaceProps {
  boardId: string
  board: OpenBoard
  author: BoardAuthor
  person: { name: string; color: string }
  lang: Lang
  licenseKey?: string
  desk: BallotDesk
  privateDesk: PrivateDesk
  comments: CommentDesk | null
  onEditor(editor: Editor | null): void
  isSearching: boolean
  setSearching(isSearching: boolean): void
}

/** The table itself: tldraw on the open board. */
export function BoardSurface(props: BoardSurfaceProps) {
  const { boardId, board, author, person, lang, licenseKey, desk, onEditor, isSearching, setSearching } =
    props
  const { privateDesk, comments } = props
  const { t, i18n } = useTranslation('canvas')
  const { name, color } = person
  const userPreferences = useMemo(
    (): TLUserPreferences => ({ id: author.actorId, name, color, locale: lang, colorScheme: 'light' }),
    [author, name, color, lang],
  )
  const user = useTldrawUser({ userPreferences, setUserPreferences: keepPreferences })
  const { show: writePrivately } = privateDesk
  const gate = useMemo(() => stepGate(board.meaning, author), [author, board])
  const shapeUtils = useMemo(() => boardShapeUtils(author, board.meaning), [author, board])
  const overrides = useMemo(() => {
    const words = editorWords.safeParse(i18n.getFixedT(lang, 'editor')('words', { returnObjects: true }))
    const writing = { gate, onRefused: board.refusals.report, writePrivately }
    return editorOverrides(author.role, lang, words.success ? words.data : {}, writing)
  }, [author, lang, i18n, gate, board, writePrivately])
  const threads = useBoardThreads(boardId, board.meaning, lang)
  const [isCaptioning, editCaptions] = useState(false)
  const colours = useMemo(
    () => ({ boardId, mayCaption: author.leads === true, isEditing: isCaptioning, edit: editCaptions }),
    [boardId, author, isCaptioning],
  )
  const writing = useOwnWriting(board.doc)
  const [pasted, setPasted] = useState<PastedList | null>(null)
  useSearchKey(useCallback(() => setSearching(true), [setSearching]))
  const onMount = useCallback(
    (editor: Editor) => {
      const stop = mountBoard(editor, { board, author, gate, offer: setPasted, writePrivately })
      onEditor(editor)
      return () => {
        onEditor(null)
        stop()
      }
    },
    [board, author, gate, onEditor, writePrivately],
  )
  return (
    <section className="board-surface" aria-label={t('surface')}>
      <MeaningContext value={board.meaning}>
        <PrivateDeskContext value={privateDesk}>
          <BallotDeskContext value={desk}>
            <ThreadsContext value={threads}>
              <CommentDeskContext value={comments}>
                <StepGateContext value={gate}>
                  <ColourDeskContext value={colours}>
                    <Tldraw
                      store={board.store}
                      user={user}
                      shapeUtils={shapeUtils}
                      textOptions={board.textOptions}
                      components={editorComponents(author.role)}
                      overrides={overrides}
                      options={OPTIONS}
                      assetUrls={ASSET_URLS}
                      acceptedImageMimeTypes={NO_TYPES}
                      acceptedVideoMimeTypes={NO_TYPES}
                      onMount={onMount}
                      {...(licenseKey ? { licenseKey } : {})}
                    >
                      <RefusalToasts refusals={board.refusals} />
                      <HiddenCursors />
                      <FollowChip />
                      <ShortcutsKey />
                      <LinkedItem client={board.client} />
                      <BoardPanel author={author} />
                      <BallotPanel />
                      <ColourLegend />
                      {isSearching && <SearchBox close={() => setSearching(false)} />}
                      {pasted && (
                        // its words are not there before the first list
                        <Suspense fallback={null}>
                          <PasteDialog list={pasted} author={author} close={() => setPasted(null)} />
                        </Suspense>
                      )}
                    </Tldraw>
                  </ColourDeskContext>
                </StepGateContext>
              </CommentDeskContext>
            </ThreadsContext>
          </BallotDeskContext>
        </PrivateDeskContext>
      </MeaningContext>
      {writing && (
        <Suspense fallback={null}>
          <SecretNotice writer={board.writer} writing={writing} />
        </Suspense>
      )}
    </section>
  )
}

/** Preferences come from the person's account, so the editor has none of its own to keep. */
function keepPreferences(): void {}

import type { BoardRole, Lang, Method } from '@tablee/board'
import type { BoardView } from '@tablee/contract'
import { type ReactNode, Suspense, useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Editor, react } from 'tldraw'
import { useNeedsAttention } from '../attention/use-needs-attention.ts'
import { CommentsButton } from '../comments/CommentsButton.tsx'
import type { CommentDesk } from '../comments/comment-desk.ts'
import { ALL_ZONES, type PrivateDesk } from '../private-writing/private-desk.ts'
import { useAskedZone } from '../private-writing/use-asked-zone.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { useInWorkshop } from '../workshops/use-in-workshop.ts'
import { BoardConsent } from './BoardConsent.tsx'
import { BoardHeader } from './BoardHeader.tsx'
import { BoardSurface } from './BoardSurface.tsx'
import { BallotButton } from './ballots/BallotButton.tsx'
import type { BallotDesk } from './ballots/ballot-desk.ts'
import { ClosedNotice } from './ClosedNotice.tsx'
import { goToShape, JUMP_MS } from './go-to-shape.ts'
import { LoadingNotice } from './LoadingNotice.tsx'
import { PeopleOnBoard } from './PeopleOnBoard.tsx'
import { SavedMark } from './SavedMark.tsx'
import { SearchButton } from './search/SearchButton.tsx'
import { CanvasStepBar } from './steps/CanvasStepBar.tsx'
import { useBoard } from './use-board.ts'
import 'tldraw/tldraw.css'
import './canvas.css'

// Beside the board: it comes when the board is there.
const CanvasTray = lazyPart(async () => ({
  default: (await import('./private-writing/CanvasTray.tsx')).CanvasTray,
}))

// What people say is read when somebody asks for it.
const CanvasComments = lazyPart(async () => ({
  default: (await import('./threads/CanvasComments.tsx')).CanvasComments,
}))

// One fills most boards alone, and reads every board before others call her anywhere.
const CanvasAttention = lazyPart(async () => ({
  default: (await import('./attention/CanvasAttention.tsx')).CanvasAttention,
}))

// Most boards are part of no session, and those that are can be read before it is there.
const WorkshopCall = lazyPart(async () => ({
  default: (await import('../workshops/WorkshopCall.tsx')).WorkshopCall,
}))

/** How a board is called by its own document. */
export interface BoardNames {
  method: Method
  /** Null while it has the title that it was made with. */
  title: string | null
}

/** What the shell knows about the board and the person who opens it. */
export interface BoardCanvasProps {
  boardId: string
  title: string
  role: BoardRole
  /** The person's opaque id on this board. */
  actorId: string
  /** Name and `#rrggbb` colour shown to the others. */
  person: { name: string; color: string }
  lang: Lang
  /** Base of the rooms' addresses, `wss://host/api/sync`. */
  syncUrl: string
  licenseKey?: string
  /** The right `ballot.run`. */
  mayRunBallots: boolean
  /** The right `script.run`: she runs the steps, and is free of what they let participants do. */
  mayRunScript: boolean
  /** Told once when the board closes for good; the canvas says why by itself. */
  onClosed(reason: string): void
  /** Told when the person's rights may have changed: the shell reads them anew and passes the role. */
  checkRights(): void
  /** Told which method the board has and how somebody called it, and again when its words are corrected or it is renamed. */
  onNamed(named: BoardNames): void
  /** What the organisations of the board allow. */
  consent: BoardView['consent']
  /** Buttons of the shell in the bar above the board. */
  actions?: ReactNode
  /** Address of the way back. */
  backHref: string
}

/** A board in the whole window: the bar above it and the table that everybody shares. */
export function BoardCanvas(props: BoardCanvasProps): ReactNode {
  // The editor's own words come along: waiting for them later would take the open board off the screen. And those of the
  // bar of steps: coming after the board it would push the board down under the hands of who works already.
  const { t } = useTranslation(['canvas', 'editor', 'comments', 'script'])
  const { boardId, title, role, actorId, person, lang, syncUrl, licenseKey, actions, consent, backHref } =
    props
  const { mayRunBallots, mayRunScript, onClosed, checkRights, onNamed } = props
  const { name, color } = person
  const state = useBoard({ boardId, role, actorId, name, color, leads: mayRunScript, syncUrl, checkRights })
  const author = useMemo(() => ({ actorId, role, leads: mayRunScript }), [actorId, role, mayRunScript])
  const inWorkshop = useInWorkshop(state.kind === 'open' ? state.board.doc : null)
  const needsAttention = useNeedsAttention(state.kind === 'open' ? state.board.doc : null, mayRunScript)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [isSearching, setSearching] = useState(false)
  const [shown, show] = useState<string | null>(null)
  const desk = useMemo(
    (): BallotDesk => ({ boardId, actorId, mayVote: role !== 'viewer', mayRun: mayRunBallots, shown, show }),
    [boardId, actorId, role, mayRunBallots, shown],
  )

  const [privateZone, showPrivate] = useAskedZone(t('curtain.write'))
  const [ownNotes, offerNotes] = useState<number | null>(null)
  const privateDesk = useMemo(
    (): PrivateDesk => ({
      boardId,
      actorId,
      mayWrite: role !== 'viewer',
      mayRun: mayRunScript,
      shown: privateZone,
      show: showPrivate,
    }),
    [boardId, actorId, role, mayRunScript, privateZone, showPrivate],
  )

  const [commented, showComments] = useState<string | null>(null)
  const doc = state.kind === 'open' ? state.board.doc : null
  const comments = useMemo(
    (): CommentDesk | null =>
      doc && {
        boardId,
        doc,
        lang,
        shown: commented,
        show: showComments,
        goTo: (targetId) => editor && goToShape(editor, targetId, { animation: { duration: JUMP_MS } }),
      },
    [boardId, doc, lang, commented, editor],
  )

  const tellClosed = useEffectEvent(onClosed)
  const closedFor = state.kind === 'closed' ? state.reason : null
  useEffect(() => {
    if (closedFor) tellClosed(closedFor)
  }, [closedFor])

  const tellNames = useEffectEvent(onNamed)
  const meaning = state.kind === 'open' ? state.board.meaning : null
  useEffect(
    () =>
      meaning
        ? react('tell the names', () => {
            const method = meaning.method.get()
            const called = meaning.title.get()
            if (method) tellNames({ method, title: called })
          })
        : undefined,
    [meaning],
  )

  switch (state.kind) {
    case 'opening':
      return (
        <div className="board-page" lang={lang}>
          <BoardHeader title={title} backHref={backHref} />
          <LoadingNotice isCrowded={state.isCrowded ?? false} />
        </div>
      )
    case 'closed':
      return (
        <div className="board-page" lang={lang}>
          <BoardHeader title={title} backHref={backHref} />
          <ClosedNotice
            reason={state.reason}
            unsaved={state.unsaved}
            kept={state.kept}
            boardId={boardId}
            actorId={actorId}
            backHref={backHref}
          />
        </div>
      )
    case 'open': {
      const { client } = state.board
      return (
        <div className="board-page" lang={lang}>
          <div className="board-top">
            <BoardHeader
              title={title}
              backHref={backHref}
              subtitle={<BoardConsent consent={consent} />}
              saved={<SavedMark client={client} readOnly={role === 'viewer'} />}
              search={
                <>
                  <BallotButton meaning={state.board.meaning} lang={lang} desk={desk} />
                  {comments && <CommentsButton desk={comments} selected={() => chosenNote(editor)} />}
                  <SearchButton open={() => setSearching(true)} />
                </>
              }
              people={<PeopleOnBoard awareness={client.awareness} ownId={actorId} editor={editor} />}
              actions={actions}
            />
            <CanvasStepBar
              boardId={boardId}
              actorId={role === 'viewer' ? null : actorId}
              board={state.board}
              lang={lang}
              mayRun={mayRunScript}
              editor={editor}
            />
            {inWorkshop && (
              <Suspense fallback={null}>
                <WorkshopCall
                  boardId={boardId}
                  doc={state.board.doc}
                  client={client}
                  view="canvas"
                  leads={mayRunScript}
                />
              </Suspense>
            )}
          </div>
          <BoardSurface
            boardId={boardId}
            board={state.board}
            author={author}
            person={person}
            lang={lang}
            desk={desk}
            privateDesk={privateDesk}
            comments={comments}
            onEditor={setEditor}
            isSearching={isSearching}
            setSearching={setSearching}
            {...(licenseKey ? { licenseKey } : {})}
          />
          <Suspense fallback={null}>
            <CanvasTray
              meaning={state.board.meaning}
              lang={lang}
              desk={privateDesk}
              client={client}
              offer={needsAttention && !mayRunScript ? offerNotes : undefined}
            />
            {comments && commented !== null && (
              <CanvasComments meaning={state.board.meaning} desk={comments} />
            )}
          </Suspense>
          {needsAttention && (
            <Suspense fallback={null}>
              <CanvasAttention
                boardId={boardId}
                board={state.board}
                actorId={actorId}
                lang={lang}
                leads={mayRunScript}
                editor={editor}
                ownNotes={ownNotes}
                showNotes={() => showPrivate(ALL_ZONES)}
              />
            </Suspense>
          )}
        </div>
      )
    }
  }
}

/** The one note that is selected. */
function chosenNote(editor: Editor | null): string | null {
  const shape = editor?.getOnlySelectedShape()
  return shape?.type === 'note' ? shape.id : null
}

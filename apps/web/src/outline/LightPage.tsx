import { followedTitle, LANGUAGES, type Lang, metaRoot, methodOf, readTitle } from '@tablee/board/content'
import { SCRIPT_KEY, type ScriptStep } from '@tablee/board/script'
import { type ReactNode, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useNeedsAttention } from '../attention/use-needs-attention.ts'
import { BoardHeader } from '../canvas/BoardHeader.tsx'
import { BoardNotice } from '../canvas/BoardNotice.tsx'
import { ClosedNotice } from '../canvas/ClosedNotice.tsx'
import { LoadingNotice } from '../canvas/LoadingNotice.tsx'
import { SavedMark } from '../canvas/SavedMark.tsx'
import { isDoorCode } from '../doors/knock.ts'
import { useNeedsTray } from '../private-writing/use-needs-tray.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { useInWorkshop } from '../workshops/use-in-workshop.ts'
import { Announcer, useAnnouncer } from './Announcer.tsx'
import { LinkedItem } from './LinkedItem.tsx'
import { type LiveState, openLive } from './live-board.ts'
import { LiveContext } from './live-context.ts'
import { type LightBoard, type LoadedBoard, loadBoard } from './load-board.ts'
import { Outline } from './Outline.tsx'
import { PeopleHere } from './PeopleHere.tsx'
import { boardPath, type LightView, readAddress } from './page-address.ts'
import { Refusals } from './Refusals.tsx'
import { useCommentDesk } from './use-comment-desk.ts'
import { useThreads } from './use-threads.ts'
import { ViewSwitch } from './ViewSwitch.tsx'

// The other view: who writes on a slow line does not wait for it.
const Tables = lazyPart(async () => ({ default: (await import('./Tables.tsx')).Tables }))

// After what is needed to read and write: a step is about a board that is there already.
// What comes of a board is looked at after it was written.
const Results = lazyPart(async () => ({ default: (await import('./Results.tsx')).Results }))

const OutlineStepBar = lazyPart(async () => ({
  default: (await import('./OutlineStepBar.tsx')).OutlineStepBar,
}))

// Few boards have private notes, and what the server answers about them is read by schemas that would double the page.
const OutlineTray = lazyPart(async () => ({ default: (await import('./OutlineTray.tsx')).OutlineTray }))
// What people say is read when somebody asks for it.
const OutlineComments = lazyPart(async () => ({
  default: (await import('./OutlineComments.tsx')).OutlineComments,
}))
const CommentsButton = lazyPart(async () => ({
  default: (await import('../comments/CommentsButton.tsx')).CommentsButton,
}))
const OutlineAttention = lazyPart(async () => ({
  default: (await import('./OutlineAttention.tsx')).OutlineAttention,
}))
const WorkshopCall = lazyPart(async () => ({
  default: (await import('../workshops/WorkshopCall.tsx')).WorkshopCall,
}))

const WaitingRoom = lazyPart(async () => ({
  default: (await import('../doors/WaitingRoom.tsx')).WaitingRoom,
}))

interface LightPageProps {
  boardId: string
  firstView: LightView
  loaded: Exclude<LoadedBoard, { kind: 'signIn' }>
}

/** A board as a plan and as tables: everything that can be written on it, without its canvas. */
export function LightPage({ boardId, firstView, loaded }: LightPageProps): ReactNode {
  const isBoard = loaded.kind === 'board'
  useEffect(() => {
    // a board fetches them itself, after what is needed to write
    if (!isBoard) void import('./fonts.ts')
  }, [isBoard])
  if (loaded.kind === 'board') return <OpenPage {...loaded.loaded} firstView={firstView} />
  if (isDoorCode(loaded.code)) return <WaitingRoom boardId={boardId} code={loaded.code} />
  return <ProblemPage address={boardPath(boardId, firstView)} code={loaded.code} />
}

/** Its sentences are fetched when there is something to say: every other opening does without them. */
function ProblemPage({ address, code }: { address: string; code: string }): ReactNode {
  const { t } = useTranslation(['canvas', 'errors'])
  return (
    <div className="light-page">
      <BoardHeader title="Tablée" backHref="/" />
      <BoardNotice title={t([`errors:${code}`, 'errors:internal'])}>
        <a className="board-button board-button--main" href={address}>
          {t('canvas:closed.reload')}
        </a>
      </BoardNotice>
    </div>
  )
}

function OpenPage(props: LightBoard & { firstView: LightView }): ReactNode {
  const { firstView, person } = props
  const { i18n } = useTranslation('canvas')
  const lang = LANGUAGES.find((each) => each === i18n.language) ?? 'fr'
  const [board, setBoard] = useState(props.board)
  const [view, setView] = useView(board.id, firstView)
  const state = useLiveBoard({ board, person }, lang, setBoard)
  const [announced, announce] = useAnnouncer()
  const [step, setStep] = useState<ScriptStep | null>(null)
  const [privateZone, setPrivateZone] = useState<string | null>(null)
  const comments = useCommentDesk(board.id, lang, state.kind === 'open' ? state.live : null)
  const backHref = board.rights.includes('cohort.view') ? `/cohortes/${board.cohort.id}` : '/'
  const title = useTitle(board, state)
  useEffect(() => {
    document.title = `${title} · Tablée`
  }, [title])
  const threads = useThreads(board.id, state.kind === 'open' ? state.live : null)
  const isOpen = state.kind === 'open'
  useEffect(() => {
    // After what is needed to write: until then the system's own letters do.
    if (isOpen) void import('./fonts.ts')
  }, [isOpen])
  const hasSteps = useHasSteps(state, board.rights)
  const inWorkshop = useInWorkshop(state.kind === 'open' ? state.live.doc : null)
  const needsAttention = useNeedsAttention(
    state.kind === 'open' ? state.live.doc : null,
    board.rights.includes('script.run'),
  )
  const needsTray = useNeedsTray({
    doc: state.kind === 'open' ? state.live.doc : null,
    boardId: board.id,
    actorId: board.actorId,
    mayRun: board.rights.includes('script.run'),
  })
  const views = <ViewSwitch boardId={board.id} current={view} onChoose={setView} />
  if (state.kind !== 'open') {
    return (
      <div className="light-page" lang={lang}>
        <BoardHeader title={title} backHref={backHref} />
        {state.kind === 'opening' ? (
          <LoadingNotice />
        ) : (
          <ClosedNotice
            reason={state.reason}
            unsaved={state.unsaved}
            boardId={board.id}
            actorId={board.actorId}
            backHref={backHref}
          />
        )}
      </div>
    )
  }
  const { client } = state.live
  return (
    <LiveContext
      value={{
        live: state.live,
        boardId: board.id,
        rights: board.rights,
        threads,
        comments,
        step,
        writePrivately: setPrivateZone,
        announce,
      }}
    >
      <div className="light-page" lang={lang}>
        <div className="light-top">
          <BoardHeader
            title={title}
            backHref={backHref}
            saved={<SavedMark client={client} readOnly={board.role === 'viewer'} />}
            search={
              comments && (
                <Suspense fallback={null}>
                  <CommentsButton desk={comments} />
                </Suspense>
              )
            }
            people={<PeopleHere awareness={client.awareness} ownId={board.actorId} />}
            actions={views}
          />
          {hasSteps && (
            <Suspense fallback={null}>
              <OutlineStepBar onStep={setStep} />
            </Suspense>
          )}
          {inWorkshop && (
            <Suspense fallback={null}>
              <WorkshopCall
                boardId={board.id}
                doc={state.live.doc}
                client={client}
                view={view}
                leads={board.rights.includes('script.run')}
              />
            </Suspense>
          )}
        </div>
        {view === 'plan' ? (
          <>
            <Outline />
            <LinkedItem />
          </>
        ) : (
          <Suspense fallback={<LoadingNotice />}>{view === 'tableau' ? <Tables /> : <Results />}</Suspense>
        )}
        {needsTray && (
          <Suspense fallback={null}>
            <OutlineTray shown={privateZone} show={setPrivateZone} />
          </Suspense>
        )}
        {comments && comments.shown !== null && (
          <Suspense fallback={null}>
            <OutlineComments desk={comments} />
          </Suspense>
        )}
        {needsAttention && (
          <Suspense fallback={null}>
            <OutlineAttention />
          </Suspense>
        )}
        <Refusals client={client} words={state.live.words} step={step} />
        <Announcer text={announced} />
      </div>
    </LiveContext>
  )
}

const NOTHING = () => () => undefined

/** Whether there is a bar of steps to show: who takes part has none, and loads none, until a script was begun. */
function useHasSteps(state: LiveState, rights: readonly string[]): boolean {
  const live = state.kind === 'open' ? state.live : null
  const isKnown = useSyncExternalStore(
    live?.watched.subscribe ?? NOTHING,
    () => live !== null && metaRoot(live.doc).has(SCRIPT_KEY),
  )
  return isKnown || rights.includes('script.run')
}

/** The title as the board has it now: a new one reaches the open page, and so does a correction of its method's. */
function useTitle({ title, template }: LightBoard['board'], state: LiveState): string {
  const live = state.kind === 'open' ? state.live : null
  const subscribe = live?.watched.subscribe ?? NOTHING
  const method = useSyncExternalStore(subscribe, () => live && methodOf(live.doc))
  const given = useSyncExternalStore(subscribe, () => live && readTitle(metaRoot(live.doc)))
  const called = given ?? title
  return method ? followedTitle({ title: called, was: template.title, is: method.title }) : called
}

/** The view in the address: going back in the browser goes back to it. */
function useView(boardId: string, first: LightView): [LightView, (view: LightView) => void] {
  const [view, setView] = useState(first)
  useEffect(() => {
    const follow = () => setView(readAddress(location.pathname)?.view ?? first)
    window.addEventListener('popstate', follow)
    return () => window.removeEventListener('popstate', follow)
  }, [first])
  const choose = useCallback(
    (next: LightView) => {
      history.pushState(null, '', boardPath(boardId, next))
      setView(next)
      window.scrollTo(0, 0)
    },
    [boardId],
  )
  return [view, choose]
}

function useLiveBoard(
  { board, person }: LightBoard,
  lang: Lang,
  onBoard: (board: LightBoard['board']) => void,
): LiveState {
  const [state, setState] = useState<LiveState>({ kind: 'opening' })
  useEffect(() => {
    let isHere = true
    const checkRights = async () => {
      const again = await loadBoard(board.id)
      // Of a server that does not answer nothing is known; it holds to the new rights by itself.
      if (isHere && again.kind === 'board' && again.loaded.board.role !== board.role)
        onBoard(again.loaded.board)
    }
    setState({ kind: 'opening' })
    const close = openLive({
      board,
      person,
      lang,
      onState: setState,
      checkRights: () => void checkRights(),
    })
    return () => {
      isHere = false
      close()
    }
  }, [board, person, lang, onBoard])
  return state
}

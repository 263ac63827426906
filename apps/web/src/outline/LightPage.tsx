import { followedTitle, LANGUAGES, metaRoot, methodOf, readTitle } from '@tablee/board/content'
import { type Limits, SCRIPT_KEY } from '@tablee/board/script'
import { type ReactNode, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useNeedsAttention } from '../attention/use-needs-attention.ts'
import { BoardConsent } from '../canvas/BoardConsent.tsx'
import { BoardHeader } from '../canvas/BoardHeader.tsx'
import { BoardNotice } from '../canvas/BoardNotice.tsx'
import { LoadingNotice } from '../canvas/LoadingNotice.tsx'
import { SavedMark } from '../canvas/SavedMark.tsx'
import { isDoorCode } from '../doors/knock.ts'
import { useAskedZone } from '../private-writing/use-asked-zone.ts'
import { useNeedsTray } from '../private-writing/use-needs-tray.ts'
import { useOwnWriting } from '../secrets/use-own-writing.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { whenIdle } from '../ui/when-idle.ts'
import { useInWorkshop } from '../workshops/use-in-workshop.ts'
import { Announcer, useAnnouncer } from './Announcer.tsx'
import type { LiveState, Opening } from './live-board.ts'
import { LiveContext } from './live-context.ts'
import type { LightBoard, LoadedBoard } from './load-board.ts'
import { Outline } from './Outline.tsx'
import { PeopleHere } from './PeopleHere.tsx'
import { boardPath, type LightView, readAddress } from './page-address.ts'
import { Refusals } from './Refusals.tsx'
import { useCommentDesk } from './use-comment-desk.ts'
import { useLiveBoard } from './use-live-board.ts'
import { useThreads } from './use-threads.ts'
import { ViewSwitch } from './ViewSwitch.tsx'

const loadClosedNotice = () => import('../canvas/ClosedNotice.tsx')
const ClosedNotice = lazyPart(async () => ({ default: (await loadClosedNotice()).ClosedNotice }))

// The other view: who writes on a slow line does not wait for it.
const Tables = lazyPart(async () => ({ default: (await import('./Tables.tsx')).Tables }))

// After what is needed to read and write: a step is about a board that is there already.
// What comes of a board is looked at after it was written.
const Results = lazyPart(async () => ({ default: (await import('./Results.tsx')).Results }))

const OutlineStepBar = lazyPart(async () => ({
  default: (await import('./OutlineStepBar.tsx')).OutlineStepBar,
}))

// Where the address names something on the board.
const LinkedItem = lazyPart(async () => ({ default: (await import('./LinkedItem.tsx')).LinkedItem }))

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

// Who only reads never needs it.
const SecretNotice = lazyPart(async () => ({
  default: (await import('../secrets/SecretNotice.tsx')).SecretNotice,
}))

const WaitingRoom = lazyPart(async () => ({
  default: (await import('../doors/WaitingRoom.tsx')).WaitingRoom,
}))

/** What there is to draw: a board on its way, or why there is none. */
export type Begun =
  | { kind: 'board'; loaded: LightBoard; opening: Opening }
  | Extract<LoadedBoard, { kind: 'problem' }>

interface LightPageProps {
  boardId: string
  firstView: LightView
  begun: Begun
}

/** A board as a plan and as tables: everything that can be written on it, without its canvas. */
export function LightPage({ boardId, firstView, begun }: LightPageProps): ReactNode {
  const isBoard = begun.kind === 'board'
  useEffect(() => {
    // a board fetches them itself, after what is needed to write
    if (!isBoard) void import('./fonts.ts')
  }, [isBoard])
  if (begun.kind === 'board')
    return <OpenPage {...begun.loaded} opening={begun.opening} firstView={firstView} />
  if (isDoorCode(begun.code)) return <WaitingRoom boardId={boardId} code={begun.code} />
  return <ProblemPage address={boardPath(boardId, firstView)} code={begun.code} />
}

/** Its sentences are fetched when there is something to say: every other opening does without them. */
function ProblemPage({ address, code }: { address: string; code: string }): ReactNode {
  return (
    <div className="light-page">
      <BoardHeader title="Tablée" backHref="/" />
      <Suspense fallback={null}>
        <Problem address={address} code={code} />
      </Suspense>
    </div>
  )
}

function Problem({ address, code }: { address: string; code: string }): ReactNode {
  const { t } = useTranslation(['canvas', 'errors'])
  return (
    <BoardNotice title={t([`errors:${code}`, 'errors:internal'])}>
      <a className="board-button board-button--main" href={address}>
        {t('closed.reload')}
      </a>
    </BoardNotice>
  )
}

function OpenPage(props: LightBoard & { opening: Opening; firstView: LightView }): ReactNode {
  const { firstView } = props
  const { t, i18n } = useTranslation('canvas')
  const lang = LANGUAGES.find((each) => each === i18n.language) ?? 'fr'
  const { board, state } = useLiveBoard(props.opening, props, lang)
  const [view, setView] = useView(board.id, firstView)
  const [announced, announce] = useAnnouncer()
  const [step, setStep] = useState<Limits | null>(null)
  const [privateZone, showPrivate] = useAskedZone(t('curtain.write'))
  const comments = useCommentDesk(board.id, lang, state.kind === 'open' ? state.live : null)
  const backHref = board.rights.includes('cohort.view') ? `/cohortes/${board.cohort.id}` : '/'
  const title = useTitle(board, state)
  useEffect(() => {
    document.title = `${title} · Tablée`
  }, [title])
  const threads = useThreads(board.id, state.kind === 'open' ? state.live : null)
  const isOpen = state.kind === 'open'
  const writing = useOwnWriting(state.kind === 'open' ? state.live.doc : null)
  useEffect(() => {
    if (!isOpen) return
    // After what is needed to write: until then the system's own letters do.
    void import('./fonts.ts')
    // What it says when it is closed: by then its server may be gone.
    return whenIdle(() => void loadClosedNotice().catch(() => undefined))
  }, [isOpen])
  const hasLinked = useHasFragment()
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
          <LoadingNotice isCrowded={state.isCrowded ?? false} />
        ) : (
          <Suspense fallback={<LoadingNotice />}>
            <ClosedNotice
              reason={state.reason}
              unsaved={state.unsaved}
              kept={state.kept}
              boardId={board.id}
              actorId={board.actorId}
              backHref={backHref}
            />
          </Suspense>
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
        writePrivately: showPrivate,
        announce,
      }}
    >
      <div className="light-page" lang={lang}>
        <div className="light-top">
          <BoardHeader
            title={title}
            backHref={backHref}
            subtitle={<BoardConsent consent={board.consent} />}
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
            {hasLinked && (
              <Suspense fallback={null}>
                <LinkedItem />
              </Suspense>
            )}
          </>
        ) : (
          <Suspense fallback={<LoadingNotice />}>{view === 'tableau' ? <Tables /> : <Results />}</Suspense>
        )}
        {needsTray && (
          <Suspense fallback={null}>
            <OutlineTray shown={privateZone} show={showPrivate} />
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
        {writing && (
          <Suspense fallback={null}>
            <SecretNotice writer={state.live.writer} writing={writing} />
          </Suspense>
        )}
        <Refusals client={client} words={state.live.words} step={step} />
        <Announcer text={announced} />
      </div>
    </LiveContext>
  )
}

const NOTHING = () => () => undefined

/** Whether the address names a part of the page, or did. */
function useHasFragment(): boolean {
  const [hasOne, setHasOne] = useState(location.hash !== '')
  useEffect(() => {
    const find = () => setHasOne(true)
    window.addEventListener('hashchange', find)
    return () => window.removeEventListener('hashchange', find)
  }, [])
  return hasOne
}

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

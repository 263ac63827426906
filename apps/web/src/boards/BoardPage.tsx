import { Center, Loader } from '@mantine/core'
import { followedTitle } from '@tablee/board'
import type { BoardView, Session } from '@tablee/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { configQuery, sessionQuery } from '../api/accounts.ts'
import { ApiError } from '../api/api-error.ts'
import { boardQuery } from '../api/boards.ts'
import type { BoardNames } from '../canvas/index.ts'
import { isDoorCode } from '../doors/knock.ts'
import { ViewSwitch } from '../outline/ViewSwitch.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { lazyPart } from '../ui/lazy-part.ts'
import { Page } from '../ui/Page.tsx'
import { useLang } from '../ui/use-lang.ts'
import { useCanvas } from './canvas-part.ts'
import { syncUrl } from './sync-url.ts'

/** What was read so long ago at most was asked for on the way here, in ms; the canvas asks again once it is connected. */
const JUST_READ_MS = 5_000

// What one does with the board as a whole comes after the board: half of what would stand in its way.
const BoardActions = lazyPart(async () => ({
  default: (await import('./BoardActions.tsx')).BoardActions,
}))

// Few people ever stand before a closed door.
const WaitingRoom = lazyPart(async () => ({
  default: (await import('../doors/WaitingRoom.tsx')).WaitingRoom,
}))

/** `/tableaux/:id`: the board in the whole window. */
export function BoardPage(): ReactNode {
  const { t } = useTranslation('boards')
  const { boardId } = useParams({ from: '/tableaux/$boardId' })
  // Colour, role and rights are fixed while the socket is open: a change of them closes it and reads them again.
  const board = useQuery({
    ...boardQuery(boardId),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: ({ state }) => (Date.now() - state.dataUpdatedAt < JUST_READ_MS ? false : 'always'),
  })
  useLeaveRoom()
  const session = useQuery(sessionQuery)
  const config = useQuery(configQuery)
  const error = board.error ?? session.error ?? config.error
  if (board.data && session.data?.person && config.data) {
    return (
      <OpenBoard board={board.data} person={session.data.person} licenseKey={config.data.tldrawLicenseKey} />
    )
  }
  if (error instanceof ApiError && isDoorCode(error.code)) {
    return (
      <Suspense fallback={<OpeningBoard />}>
        <WaitingRoom boardId={boardId} code={error.code} />
      </Suspense>
    )
  }
  if (error) {
    return (
      <main>
        <Page title={t('board')} trail={[{ label: t('home', { ns: 'common' }), to: '/' }]} width="narrow">
          <ErrorNotice error={error} retry={() => void board.refetch()} />
        </Page>
      </main>
    )
  }
  return <OpeningBoard />
}

/** Who leaves the page before the editor has come is not in the room any more. */
function useLeaveRoom(): void {
  useEffect(
    () => () => {
      void import('../canvas/enter-room.ts').then(({ leaveAhead }) => leaveAhead())
    },
    [],
  )
}

/** The canvas is drawn on light paper whatever the system says; what stands around it goes along. */
function useLightPaper(): void {
  useEffect(() => {
    const root = document.documentElement
    const before = root.getAttribute('data-mantine-color-scheme')
    root.setAttribute('data-mantine-color-scheme', 'light')
    return () => {
      if (before !== null) root.setAttribute('data-mantine-color-scheme', before)
    }
  }, [])
}

function OpeningBoard(): ReactNode {
  const { t } = useTranslation('boards')
  return (
    <Center h="100dvh" role="status" aria-label={t('opening')}>
      <Loader />
    </Center>
  )
}

/** Somebody who was invited to this board alone has no cohort to go back to. */
function backHrefOf({ rights, cohort }: BoardView): string {
  return rights.includes('cohort.view') ? `/cohortes/${cohort.id}` : '/'
}

/** The board as its document has it: a correction of its method or a new title is there before anything is read anew. */
function withNames(board: BoardView, names: BoardNames | null): BoardView {
  if (!names) return board
  const called = names.title ?? board.title
  if (names.method.version === board.template.version)
    return called === board.title ? board : { ...board, title: called }
  const { title, version } = names.method
  return {
    ...board,
    title: followedTitle({ title: called, was: board.template.title, is: title }),
    template: { ...board.template, title, version },
    newerVersion: board.newerVersion === version ? null : board.newerVersion,
  }
}

interface OpenBoardProps {
  board: BoardView
  person: NonNullable<Session['person']>
  licenseKey: string | null
}

function OpenBoard({ board: read, person, licenseKey }: OpenBoardProps): ReactNode {
  const [names, setNames] = useState<BoardNames | null>(null)
  const board = useMemo(() => withNames(read, names), [read, names])
  const lang = useLang()
  const client = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    document.title = `${board.title} · Tablée`
  }, [board.title])
  useLightPaper()
  const { id } = board
  const onClosed = useCallback(() => {
    // Rights changed or the session ended: the server says anew what this person may do, or that she may not.
    client.removeQueries({ queryKey: boardQuery(id).queryKey })
    client
      .fetchQuery(sessionQuery)
      .then(({ person: still }) =>
        still ? undefined : navigate({ to: '/connexion', search: { retour: `/tableaux/${id}` } }),
      )
      // Unreachable server: the canvas itself shows why it closed, and keeps the edits on the device.
      .catch(() => undefined)
  }, [client, navigate, id])
  const checkRights = useCallback(() => {
    // Unreachable server: the canvas reconnects by itself, and the server holds to the new rights in any case.
    void client.invalidateQueries({ queryKey: boardQuery(id).queryKey, exact: true })
  }, [client, id])
  const BoardCanvas = useCanvas()
  if (!BoardCanvas) return <OpeningBoard />
  return (
    // words that did not come with it
    <Suspense fallback={<OpeningBoard />}>
      <BoardCanvas
        boardId={board.id}
        title={board.title}
        role={board.role}
        actorId={board.actorId}
        person={{ name: person.name, color: board.colour }}
        lang={lang}
        syncUrl={syncUrl(window.location)}
        {...(licenseKey !== null && { licenseKey })}
        mayRunBallots={board.rights.includes('ballot.run')}
        mayRunScript={board.rights.includes('script.run')}
        onClosed={onClosed}
        checkRights={checkRights}
        onNamed={setNames}
        consent={board.consent}
        actions={
          <>
            <ViewSwitch boardId={board.id} current="canvas" />
            <Suspense fallback={null}>
              <BoardActions board={board} />
            </Suspense>
          </>
        }
        backHref={backHrefOf(board)}
      />
    </Suspense>
  )
}

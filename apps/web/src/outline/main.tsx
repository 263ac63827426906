import '../canvas/board-page.css'
import '../canvas/board-header.css'
import '../canvas/panel/panel.css'
import '../canvas/paste/dialog.css'
import '../canvas/ballots/ballots.css'
import './light.css'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { deviceLanguage, isLang, startI18n, switchLanguage } from '../ui/i18n.ts'
import { type Begun, LightPage } from './LightPage.tsx'
import { type Opening, openLive } from './live-board.ts'
import { type LightBoard, loadBoard } from './load-board.ts'
import { LOCALE_FILES } from './locale-files.ts'
import { type LightAddress, readAddress } from './page-address.ts'

const address = readAddress(location.pathname)
if (address === null) location.replace('/')
else {
  const words = startI18n(LOCALE_FILES, ['canvas', 'outline'])
  const loaded = await loadBoard(address.boardId)
  if (loaded.kind === 'signIn') location.replace(`/connexion?retour=${encodeURIComponent(location.pathname)}`)
  else await show(address, loaded.kind === 'board' ? begin(loaded.loaded) : loaded, words)
}

/** Asks for the content before anything is drawn: drawing the page without it would hold it up. */
function begin(loaded: LightBoard): Begun {
  const { lang } = loaded.person
  return {
    kind: 'board',
    loaded,
    opening: openLive({ ...loaded, lang: isLang(lang) ? lang : deviceLanguage() }),
  }
}

/** How long nothing is drawn for a board that may come at once, in ms: the notice would hold up what it asks to wait for. */
const AT_ONCE_MS = 400

async function show({ boardId, view }: LightAddress, begun: Begun, words: Promise<void>): Promise<void> {
  await words
  if (begun.kind === 'board' && isLang(begun.loaded.person.lang))
    await switchLanguage(begun.loaded.person.lang)
  if (begun.kind === 'board') await arrivesSoon(begun.opening)
  const root = document.getElementById('root')
  if (root === null) throw new Error('plan.html has no #root')
  createRoot(root).render(
    <StrictMode>
      {/* The sentence of an error that nobody expects is fetched when there is one. */}
      <Suspense fallback={null}>
        <LightPage boardId={boardId} firstView={view} begun={begun} />
      </Suspense>
    </StrictMode>,
  )
}

/** Waits for what is quickly there. */
function arrivesSoon({ state, subscribe }: Opening): Promise<void> {
  return new Promise((resolve) => {
    if (state().kind !== 'opening') return resolve()
    const stop = subscribe(end)
    const timer = setTimeout(end, AT_ONCE_MS)
    function end(): void {
      stop()
      clearTimeout(timer)
      resolve()
    }
  })
}

import '../canvas/canvas.css'
import './light.css'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { isLang, startI18n, switchLanguage } from '../ui/i18n.ts'
import { LightPage } from './LightPage.tsx'
import { loadBoard } from './load-board.ts'
import { readAddress } from './page-address.ts'

const address = readAddress(location.pathname)
if (address === null) location.replace('/')
else {
  const { boardId, view } = address
  const [loaded] = await Promise.all([loadBoard(boardId), startI18n(['canvas', 'outline'])])
  if (loaded.kind === 'signIn') location.replace(`/connexion?retour=${encodeURIComponent(location.pathname)}`)
  else {
    if (loaded.kind === 'board' && isLang(loaded.loaded.person.lang))
      await switchLanguage(loaded.loaded.person.lang)
    const root = document.getElementById('root')
    if (root === null) throw new Error('plan.html has no #root')
    createRoot(root).render(
      <StrictMode>
        {/* The sentence of an error that nobody expects is fetched when there is one. */}
        <Suspense fallback={null}>
          <LightPage boardId={boardId} firstView={view} loaded={loaded} />
        </Suspense>
      </StrictMode>,
    )
  }
}

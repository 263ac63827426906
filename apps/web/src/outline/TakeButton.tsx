import { type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { itemFragment } from '../search/item-link.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { useLive } from './live-context.ts'

const TakeDialog = lazyPart(async () => ({
  default: (await import('../references/TakeDialog.tsx')).TakeDialog,
}))

/** Takes notes of another board into a zone. */
export function TakeButton({ zoneId }: { zoneId: string }): ReactNode {
  const { live, boardId, announce } = useLive()
  const { t } = useTranslation('canvas')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="light-button light-button--quiet"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t('take.open')}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <TakeDialog
            boardId={boardId}
            lang={live.lang}
            intoZoneId={zoneId}
            onClose={() => setOpen(false)}
            onTaken={([first], zone, count) => {
              setOpen(false)
              announce(t('take.done', { count, zone }))
              if (first !== undefined) location.hash = itemFragment(first)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

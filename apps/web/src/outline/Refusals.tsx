import { LANGUAGES } from '@tablee/board/content'
import type { Limits } from '@tablee/board/script'
import type { RoomClient } from '@tablee/sync/client'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refusalText } from '../canvas/refusal-text.ts'
import type { KeptWords } from '../script/kept-words.ts'

/** How long the reason stays on the screen, in ms: two sentences are read in that time. */
const SHOWN_MS = 12_000

interface RefusalsProps {
  client: RoomClient
  /** What she typed here. */
  words: KeptWords
  /** What binds this person: a step, which a sentence may name, or who leads. */
  step: Limits | null
}

/** Says why something that the person did was not kept. */
export function Refusals({ client, words, step }: RefusalsProps): ReactNode {
  const { t, i18n } = useTranslation('canvas')
  const lang = LANGUAGES.find((each) => each === i18n.language) ?? 'fr'
  const [code, setCode] = useState<string | null>(null)
  const [lost, setLost] = useState<readonly string[]>([])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = client.onNotice((notice) => {
      const refusals = notice.kind === 'refused' ? notice.refusals : []
      const late = refusals.flatMap(({ code: why, recordId }) => words.lost(why, recordId) ?? [])
      if (late.length > 0) setLost((before) => [...before, ...late])
      const [first] = refusals
      if (!first) return
      setCode(first.code)
      clearTimeout(timer)
      timer = setTimeout(() => setCode(null), SHOWN_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [client, words])
  return (
    <div className="light-toasts" role="alert">
      {code !== null && (
        <div className="light-toast">
          <strong>{t('refused.title')}</strong>
          <p>{refusalText(t, code, { limits: step, lang })}</p>
          <button type="button" className="light-button light-button--quiet" onClick={() => setCode(null)}>
            {t('light.understood')}
          </button>
        </div>
      )}
      {lost.length > 0 && (
        <div className="light-toast">
          <strong>{t('refused.late')}</strong>
          {lost.map((text) => (
            <blockquote key={text}>{text}</blockquote>
          ))}
          {/* Only a secure page has a clipboard; on others the words are selected by hand. */}
          {'clipboard' in navigator && (
            <button
              type="button"
              className="light-button"
              onClick={() => void navigator.clipboard.writeText(lost.join('\n\n'))}
            >
              {t('refused.copy')}
            </button>
          )}
          <button type="button" className="light-button light-button--quiet" onClick={() => setLost([])}>
            {t('light.understood')}
          </button>
        </div>
      )}
    </div>
  )
}

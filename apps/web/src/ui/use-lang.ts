import type { Lang } from '@tablee/board'
import { useTranslation } from 'react-i18next'
import { isLang } from './i18n.ts'

/** The language on screen; the component renders again when it changes. */
export function useLang(): Lang {
  const { i18n } = useTranslation()
  return isLang(i18n.language) ? i18n.language : 'fr'
}

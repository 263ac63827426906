import { NativeSelect } from '@mantine/core'
import { LANGUAGES, type Lang } from '@tablee/board'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery, updatePerson } from '../api/accounts.ts'
import { isLang, switchLanguage } from './i18n.ts'
import classes from './shell.module.css'
import { useLang } from './use-lang.ts'

/** Each language under its own name: somebody lost in another one must recognise hers. */
const NAMES: Readonly<Record<Lang, string>> = { fr: 'Français', nl: 'Nederlands', en: 'English' }

/** Changes the language of the screen at once, and remembers it for the person who is signed in. */
export function LanguageSwitch(): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const lang = useLang()
  const change = async (next: Lang) => {
    await switchLanguage(next)
    if (!client.getQueryData(sessionQuery.queryKey)?.person) return
    // The screen has already changed; if the server cannot be told, the device still remembers.
    await updatePerson({ lang: next }).then(
      () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      () => undefined,
    )
  }
  return (
    <NativeSelect
      aria-label={t('language')}
      size="sm"
      className={classes.language}
      value={lang}
      data={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
      onChange={(event) => {
        const next = event.currentTarget.value
        if (isLang(next)) void change(next) // never rejects: see above
      }}
    />
  )
}

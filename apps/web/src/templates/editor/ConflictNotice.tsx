import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { createTemplate, type OwnTemplate, ownTemplatesQuery, saveDraft } from '../../api/own-templates.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useLang } from '../../ui/use-lang.ts'
import type { LiveDraft } from './use-draft.ts'

/** The method as it is on the server, and as it is here. */
export interface ConflictNoticeProps {
  own: OwnTemplate
  live: LiveDraft
  /** Reads the server's version anew. */
  reload(): Promise<OwnTemplate | undefined>
}

/** Two versions of one draft: nothing is thrown away before the coach has said what to do. */
export function ConflictNotice({ own, live, reload }: ConflictNoticeProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const navigate = useNavigate()
  const apart = useCommand({
    run: async () => {
      const { draft, licence, credits } = live
      const title = t('conflict.copy', { title: draft.title[lang] || draft.title.fr }).slice(0, 120)
      const made = await createTemplate({
        programmeId: own.programme.id,
        title,
        lang,
        family: draft.family,
        from: null,
      })
      const kept = { ...draft, title: { ...draft.title, [lang]: title } }
      await saveDraft(made.id, { revision: made.revision, draft: kept, licence, credits })
      return made
    },
    refresh: [ownTemplatesQuery.queryKey],
    onDone: ({ id }) => {
      live.forget()
      void navigate({ to: '/methodes/$templateId', params: { templateId: id } }) // the router reports its own errors
    },
  })
  const replace = useCommand({
    run: async () => {
      const there = await reload()
      if (there) live.replaceOther(there.revision)
    },
    refresh: [],
  })
  return (
    <Alert color="red" title={t('conflict.title')} role="alert">
      <Stack gap="sm">
        <Text size="sm">{t('conflict.text')}</Text>
        <Group gap="xs">
          <Button size="sm" loading={apart.isPending} onClick={() => apart.mutate()}>
            {t('conflict.apart')}
          </Button>
          <Button size="sm" variant="default" loading={replace.isPending} onClick={() => replace.mutate()}>
            {t('conflict.replace')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}

import { Button, Group, NativeSelect } from '@mantine/core'
import type { WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { boardsQuery } from '../api/boards.ts'
import { templatesQuery } from '../api/templates.ts'
import { addCoaching, workshopQuery, workshopsQuery } from '../api/workshops.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'

/** The plan that a year of accompaniment leads to. */
const FIRST_METHOD = 'change-plan'

/** Which session, and how many organisations have no board of their own in it. */
export interface AddCoachingProps {
  workshop: WorkshopView
  missing: number
}

/** A board for each organisation that has none, of a method that the coach chooses. */
export function AddCoaching({ workshop, missing }: AddCoachingProps): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const { data } = useQuery(templatesQuery)
  const [chosen, setChosen] = useState<string | null>(null)
  const templates = data?.templates ?? []
  const templateId = chosen ?? (templates.find(({ id }) => id === FIRST_METHOD) ?? templates[0])?.id
  const add = useCommand({
    run: (id: string) => addCoaching(workshop.id, id),
    refresh: [
      workshopQuery(workshop.id).queryKey,
      workshopsQuery(workshop.cohort.id).queryKey,
      boardsQuery(workshop.cohort.id).queryKey,
    ],
  })
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        label={t('coaching.method')}
        data={templates.map(({ id, title }) => ({ value: id, label: title[lang] }))}
        value={templateId ?? ''}
        onChange={(event) => setChosen(event.currentTarget.value)}
        style={{ flex: '1 1 240px', maxWidth: 400 }}
      />
      <Button
        variant="default"
        size="sm"
        disabled={templateId === undefined}
        loading={add.isPending}
        onClick={() => templateId !== undefined && add.mutate(templateId)}
      >
        {t('coaching.add', { count: missing })}
      </Button>
    </Group>
  )
}

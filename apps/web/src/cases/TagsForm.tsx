import { MultiSelect, Paper, Select, Stack, Text, Title } from '@mantine/core'
import type { CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { updateCase } from '../api/cases.ts'
import { vocabularyOptions } from '../templates/vocabulary-options.ts'
import { useLang } from '../ui/use-lang.ts'
import { useCaseCommand } from './use-case-command.ts'

/** Which draft. */
export interface TagsFormProps {
  draft: CaseDraftView
  editable: boolean
}

type Tags = CaseDraftView['tags']

/** The most terms of one facet, as in the contract. */
const TERMS_MAX = 5

const MANY = ['sector', 'projectKind'] as const
const ONE = ['orgType', 'size', 'outcome'] as const

/** By what readers find the case; each choice is saved at once. */
export function TagsForm({ draft, editable }: TagsFormProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const save = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    { run: (tags: Tags) => updateCase(draft.id, { tags }) },
  )
  const tags = save.isPending ? save.variables : draft.tags
  return (
    <Paper p="md">
      <Stack gap="xs">
        <Title order={2} fz={18}>
          {t('tags.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('tags.hint')}
        </Text>
        {MANY.map((facet) => (
          <MultiSelect
            key={facet}
            label={t(`tags.${facet}`)}
            data={vocabularyOptions(facet, lang)}
            value={tags[facet]}
            maxValues={TERMS_MAX}
            searchable
            readOnly={!editable}
            onChange={(value) => save.mutate({ ...tags, [facet]: value })}
          />
        ))}
        {ONE.map((facet) => (
          <Select
            key={facet}
            label={t(`tags.${facet}`)}
            data={vocabularyOptions(facet, lang)}
            value={tags[facet]}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('clear', { ns: 'common' }) }}
            readOnly={!editable}
            onChange={(value) => save.mutate({ ...tags, [facet]: value })}
          />
        ))}
      </Stack>
    </Paper>
  )
}

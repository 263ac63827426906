import { Badge, Group, Stack, Text, Title } from '@mantine/core'
import type { CaseDraftView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'
import { StatementPart } from './StatementPart.tsx'
import { sectionTitle } from './section-title.ts'

/** One section of a draft. */
export interface CaseSectionProps {
  draft: CaseDraftView
  section: CaseDraftView['sections'][number]
  editable: boolean
}

/** A section of the outline with its statements; an empty required one says that it is missing. */
export function CaseSection({ draft, section, editable }: CaseSectionProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const { id, required, statements } = section
  return (
    <Stack component="section" gap="sm" id={`section-${id}`} tabIndex={-1} aria-labelledby={`title-${id}`}>
      <Group gap="sm">
        <Title order={2} fz={22} id={`title-${id}`}>
          {sectionTitle(id, lang) ?? t('unsorted')}
        </Title>
        {required && (
          <Badge color="gray" variant="light" tt="none">
            {t('required')}
          </Badge>
        )}
      </Group>
      {statements.length === 0 && <Text c="dimmed">{t('sectionEmpty')}</Text>}
      {statements.map((statement) => (
        <StatementPart key={statement.id} draft={draft} statement={statement} editable={editable} />
      ))}
    </Stack>
  )
}

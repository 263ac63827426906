import { Button, Group, Stack, Text } from '@mantine/core'
import type { TemplateSummary } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import cards from '../ui/card.module.css'
import { Icon } from '../ui/Icon.tsx'
import { useLang } from '../ui/use-lang.ts'
import { FamilyName } from './FamilyName.tsx'
import { familyColour } from './family.ts'

/** A method that may be copied by who writes methods. */
export interface CopyableMethodCardProps {
  template: TemplateSummary
  /** Null for who may not write methods. */
  onCopy: (() => void) | null
  /** Null for who leads no sessions. */
  onFeedback: (() => void) | null
}

/** A method: what it is for, how long it takes, whose it is; to be copied or taken along as a file. */
export function CopyableMethodCard({ template, onCopy, onFeedback }: CopyableMethodCardProps): ReactNode {
  const { t } = useTranslation('templates')
  const lang = useLang()
  const name = template.title[lang]
  return (
    <Stack
      className={`${cards.card} ${cards.family}`}
      style={{ borderLeftColor: familyColour(template.family) }}
      gap={4}
    >
      <FamilyName family={template.family} />
      <Text fw={600}>{name}</Text>
      <Text size="sm" c="dimmed">
        {template.purpose[lang]}
      </Text>
      <Text size="sm">
        {t('duration', { count: template.durationMin })} · {t('zones', { count: template.zones })}
        {template.own && ` · ${t('by', { name: template.own.author ?? template.own.programme })}`}
      </Text>
      <Group gap={8} mt="auto" pt={8}>
        {onCopy && (
          <Button
            size="sm"
            variant="default"
            leftSection={<Icon name="copy" />}
            onClick={onCopy}
            aria-label={t('copyNamed', { name })}
          >
            {t('copy')}
          </Button>
        )}
        <Button
          component="a"
          href={`/api/templates/${template.id}/package`}
          download
          size="sm"
          variant="subtle"
          aria-label={t('exportNamed', { name })}
        >
          {t('export')}
        </Button>
        {onFeedback && (
          <Button size="sm" variant="subtle" onClick={onFeedback} aria-label={t('feedbackNamed', { name })}>
            {t('feedback')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

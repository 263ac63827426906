import { Group, Radio, SimpleGrid, Stack, Text } from '@mantine/core'
import type { TemplateSummary } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'
import { FamilyName } from './FamilyName.tsx'
import { FAMILY_ORDER, familyColour } from './family.ts'
import { filterMethods } from './filter-methods.ts'
import { MethodFilter } from './MethodFilter.tsx'
import classes from './method-chooser.module.css'

/** The methods and the one chosen. */
export interface MethodChooserProps {
  templates: readonly TemplateSummary[]
  value: string | null
  onChange(id: string): void
  error?: ReactNode
}

/** The methods as cards, by family: what each is for, how long it takes. The chosen one stays whatever is looked for. */
export function MethodChooser({ templates, value, onChange, error }: MethodChooserProps): ReactNode {
  const { t } = useTranslation('templates')
  const lang = useLang()
  const [wish, setWish] = useState({ family: '', words: '' })
  const families = [...new Set([...FAMILY_ORDER, ...templates.map(({ family }) => family)])]
  const ordered = families.flatMap((name) => templates.filter(({ family }) => family === name))
  const found = filterMethods(ordered, wish, lang)
  const shown = ordered.filter((template) => template.id === value || found.includes(template))
  return (
    <Stack gap="sm">
      <MethodFilter wish={wish} found={found.length} onChange={setWish} />
      <Radio.Group value={value ?? ''} onChange={onChange} label={t('choose')} error={error} size="md">
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mt="xs">
          {shown.map((template) => (
            <MethodCard key={template.id} template={template} />
          ))}
        </SimpleGrid>
      </Radio.Group>
    </Stack>
  )
}

function MethodCard({ template }: { template: TemplateSummary }): ReactNode {
  const { t } = useTranslation('templates')
  const lang = useLang()
  return (
    <Radio.Card
      value={template.id}
      className={classes.card}
      style={{ borderTopColor: familyColour(template.family) }}
      aria-label={template.title[lang]}
    >
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Radio.Indicator mt={2} />
        <Stack gap={4}>
          <FamilyName family={template.family} />
          <Text fw={600}>{template.title[lang]}</Text>
          {template.own && (
            <Text size="sm">
              {template.own.mine
                ? t('mine')
                : t('by', { name: template.own.author ?? template.own.programme })}
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {template.purpose[lang]}
          </Text>
          <Text size="sm">
            {t('duration', { count: template.durationMin })} · {t('zones', { count: template.zones })}
          </Text>
        </Stack>
      </Group>
    </Radio.Card>
  )
}

import {
  Button,
  Code,
  Group,
  NativeSelect,
  NumberInput,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import type { ZoneKind } from '@tablee/board'
import {
  CASE_FIELDS,
  type CurrentVocabulary,
  type DraftZone,
  GRID_COLUMNS,
  hasOption,
  TEXT_LIMITS,
  type TemplateDraft,
} from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/Icon.tsx'
import { useLang } from '../../ui/use-lang.ts'
import { ColumnsEditor } from './ColumnsEditor.tsx'
import { fieldId, withKind } from './draft-changes.ts'
import { useFormerIds } from './former-ids.ts'
import { LocalisedField } from './LocalisedField.tsx'
import { ZoneOptionsEditor } from './ZoneOptionsEditor.tsx'

/** Every kind of zone, in the order in which they are offered. */
const KINDS: readonly ZoneKind[] = ['sticky', 'list', 'row', 'text', 'score', 'vote', 'date', 'link']

/** One zone of the draft. */
export interface ZonePanelProps {
  draft: TemplateDraft
  at: number
  vocabularies: readonly CurrentVocabulary[]
  onChange(change: Partial<DraftZone>): void
  onCopy(): void
  onRemove(): void
}

/** Everything about one zone, as a form: what the plan does with the mouse is here in figures. */
export function ZonePanel({
  draft,
  at,
  vocabularies,
  onChange,
  onCopy,
  onRemove,
}: ZonePanelProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const former = useFormerIds()
  const zone = draft.zones[at]
  if (!zone) return null
  const place = { zone: at, zoneId: zone.id }
  const { grid } = zone
  return (
    <Paper p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="zone-title">
      <Stack gap="md">
        <Group justify="space-between" align="baseline">
          <Title order={2} fz={18} id="zone-title" style={{ overflowWrap: 'anywhere' }}>
            {t('zone.titled', {
              number: at + 1,
              name: zone.label[lang] || zone.label.fr || t('zone.unnamed'),
            })}
          </Title>
          <Text size="sm" c="dimmed">
            {t('zone.id')} <Code>{zone.id}</Code>
          </Text>
        </Group>
        <LocalisedField
          id={fieldId({ ...place, field: 'label' })}
          label={t('zone.label')}
          value={zone.label}
          max={TEXT_LIMITS.zoneLabel}
          onChange={(label) => onChange({ label })}
        />
        <LocalisedField
          id={fieldId({ ...place, field: 'prompt' })}
          label={t('zone.prompt')}
          value={zone.prompt}
          max={TEXT_LIMITS.prompt}
          lines={2}
          onChange={(prompt) => onChange({ prompt })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <NativeSelect
            id={fieldId({ ...place, field: 'kind' })}
            label={t('zone.kind')}
            description={t(`kindHints.${zone.kind}`)}
            value={zone.kind}
            onChange={(event) => {
              const kind = KINDS.find((known) => known === event.currentTarget.value)
              if (kind) onChange(withKind(zone, kind, former))
            }}
            data={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          />
          <NativeSelect
            id={fieldId({ ...place, field: 'feeds' })}
            label={t('zone.feeds')}
            description={t('zone.feedsHint')}
            value={zone.feeds ?? ''}
            onChange={(event) => onChange({ feeds: event.currentTarget.value || null })}
            data={[
              { value: '', label: t('zone.feedsNone') },
              ...CASE_FIELDS.map((field) => ({ value: field, label: t(`feeds.${field}`) })),
              ...(zone.feeds !== null && !CASE_FIELDS.some((field) => field === zone.feeds)
                ? [{ value: zone.feeds, label: zone.feeds }]
                : []),
            ]}
          />
        </SimpleGrid>
        <ZoneOptionsEditor
          zone={zone}
          at={at}
          zones={draft.zones}
          axes={draft.axes ?? []}
          vocabularies={vocabularies}
          onChange={(options) => onChange({ options })}
        />
        {hasOption(zone.kind, 'cols') && (
          <ColumnsEditor
            zone={zone}
            at={at}
            vocabularies={vocabularies}
            onChange={(cols) => onChange({ options: { ...zone.options, cols } })}
          />
        )}
        <div>
          <Title order={3} fz={15}>
            {t('zone.place')}
          </Title>
          <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" mt="xs">
            {(
              [
                ['x', 1, GRID_COLUMNS],
                ['y', 1, 24],
                ['w', 0, GRID_COLUMNS],
                ['h', 0, 24],
              ] as const
            ).map(([name, offset, most]) => (
              <NumberInput
                key={name}
                id={name === 'x' ? fieldId({ ...place, field: 'grid' }) : undefined}
                label={t(`zone.${name}`)}
                min={1}
                max={most}
                value={grid[name] + offset}
                allowDecimal={false}
                onChange={(value) => {
                  if (typeof value === 'number') onChange({ grid: { ...grid, [name]: value - offset } })
                }}
              />
            ))}
          </SimpleGrid>
        </div>
        <Group justify="space-between">
          <Button variant="default" size="sm" leftSection={<Icon name="copy" />} onClick={onCopy}>
            {t('zone.copy')}
          </Button>
          <Button
            variant="subtle"
            color="red"
            size="sm"
            leftSection={<Icon name="trash" />}
            onClick={onRemove}
          >
            {t('zone.remove')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}

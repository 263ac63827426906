import { NumberInput, Radio, SimpleGrid, Stack } from '@mantine/core'
import { type DraftZone, TEXT_LIMITS } from '@tablee/templates'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldId, NO_TEXT, newTerm, type OtherZone } from './draft-changes.ts'
import { type Named, useFormerIds } from './former-ids.ts'
import { LocalisedField } from './LocalisedField.tsx'
import { MatrixFields } from './MatrixFields.tsx'
import { TermsEditor } from './TermsEditor.tsx'

type Options = DraftZone['options']
/** The three options that say what is scored; none of them: the notes that lie in the zone. */
type Sources = Pick<Options, 'items' | 'matrix' | 'axes'>
type Source = 'notes' | keyof Sources

const SOURCES: readonly Source[] = ['items', 'notes', 'axes', 'matrix']
/** Points when nothing else is said. */
const SCALE = { min: 0, max: 5 }

/** A zone of scores. */
export interface ScoreOptionsProps {
  options: Options
  place: { zone: number; zoneId: string }
  others: readonly OtherZone[]
  onSet(change: Partial<Options>): void
}

/** What is scored, and from how many points to how many. */
export function ScoreOptions({ options, place, others, onSet }: ScoreOptionsProps): ReactNode {
  const { t } = useTranslation('methods')
  const { items, matrix, axes, scale = SCALE } = options
  const source = sourceOf(options)
  const list = { zoneId: place.zoneId, list: 'items', of: null } as const
  const former = useFormerIds().parts(list)
  // who looks at another answer finds her words again when she comes back
  const kept = useRef<Sources>({})
  const choose = (next: Source) => {
    kept.current = {
      ...kept.current,
      ...(items && { items }),
      ...(matrix && { matrix }),
      ...(axes && { axes }),
    }
    onSet({ items: undefined, matrix: undefined, axes: undefined, ...startOf(next, kept.current, former) })
  }
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('score.what')}
        value={source}
        onChange={(chosen) => {
          const next = SOURCES.find((known) => known === chosen)
          if (next) choose(next)
        }}
      >
        <Stack gap="xs" mt="xs">
          {SOURCES.map((name) => (
            <Radio
              key={name}
              value={name}
              label={t(`score.sources.${name}`)}
              description={t(`score.hints.${name}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {items && (
        <TermsEditor
          title={t('options.items')}
          add={t('options.addItem')}
          place={{ ...place, field: 'items' }}
          list={list}
          terms={items}
          onChange={(next) => onSet({ items: next })}
        />
      )}
      {matrix && <MatrixFields matrix={matrix} place={place} others={others} onChange={onSet} />}
      {axes && (
        <Stack gap="xs">
          {axes.map((axis, at) => (
            <LocalisedField
              key={axis.id}
              id={fieldId({ ...place, termId: axis.id, field: 'axes' })}
              label={t(at === 0 ? 'score.up' : 'score.right')}
              value={axis.label}
              max={TEXT_LIMITS.termLabel}
              onChange={(label) =>
                onSet({ axes: at === 0 ? [{ ...axis, label }, axes[1]] : [axes[0], { ...axis, label }] })
              }
            />
          ))}
        </Stack>
      )}
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        {(['min', 'max'] as const).map((end) => (
          <NumberInput
            key={end}
            id={end === 'min' ? fieldId({ ...place, field: 'scale' }) : undefined}
            label={t(`options.scale_${end}`)}
            min={-10}
            max={100}
            allowDecimal={false}
            value={scale[end]}
            onChange={(value) => {
              if (typeof value === 'number') onSet({ scale: { ...scale, [end]: value } })
            }}
          />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

function sourceOf({ items, matrix, axes }: Sources): Source {
  if (items) return 'items'
  if (matrix) return 'matrix'
  return axes ? 'axes' : 'notes'
}

function startOf(source: Source, kept: Sources, former: readonly Named[]): Sources {
  switch (source) {
    case 'notes':
      return {}
    case 'items':
      return { items: kept.items ?? [newTerm('item', [], former)] }
    case 'matrix':
      return { matrix: kept.matrix ?? { rows: '', columns: '' } }
    case 'axes':
      return {
        axes: kept.axes ?? [
          { id: 'up', label: NO_TEXT },
          { id: 'right', label: NO_TEXT },
        ],
      }
  }
}

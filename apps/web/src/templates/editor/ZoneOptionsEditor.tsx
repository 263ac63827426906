import { Checkbox, Group, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { type CurrentVocabulary, type DraftZone, hasOption } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../ui/use-lang.ts'
import { type DraftAxis, fieldId, withOption } from './draft-changes.ts'
import { LanesField } from './LanesField.tsx'
import { LinkOptions } from './LinkOptions.tsx'
import { MarksField } from './MarksField.tsx'
import { PositionFields } from './PositionFields.tsx'
import { ScoreOptions } from './ScoreOptions.tsx'
import { TermsEditor } from './TermsEditor.tsx'
import { WordListSelect } from './WordListSelect.tsx'

type Options = DraftZone['options']
type Switch = 'locked' | 'group' | 'perRespondent' | 'import'

const SWITCHES: readonly Switch[] = ['group', 'perRespondent', 'import', 'locked']

/** The options of one zone. */
export interface ZoneOptionsEditorProps {
  zone: DraftZone
  at: number
  zones: readonly DraftZone[]
  /** The directions of the method, which the zone's place may say something about. */
  axes: readonly DraftAxis[]
  vocabularies: readonly CurrentVocabulary[]
  onChange(options: Options): void
}

/** What a zone asks for beyond its kind: only the options that its kind knows are shown. */
export function ZoneOptionsEditor(props: ZoneOptionsEditorProps): ReactNode {
  const { zone, at, zones, axes, vocabularies, onChange } = props
  const { t } = useTranslation('methods')
  const lang = useLang()
  const { kind, options } = zone
  const has = (option: keyof Options) => hasOption(kind, option)
  const holdsItems = has('import')
  const isLimited = holdsItems || kind === 'link'
  const set = (change: Partial<Options>) => onChange(withOption(options, change))
  const others = zones.flatMap((other, otherAt) =>
    otherAt === at
      ? []
      : [{ value: other.id, label: other.label[lang] || other.label.fr || other.id, kind: other.kind }],
  )
  const place = { zone: at, zoneId: zone.id }
  return (
    <Stack gap="md">
      {kind === 'score' && <ScoreOptions options={options} place={place} others={others} onSet={set} />}
      {kind === 'vote' && (
        <TermsEditor
          title={t('options.choices')}
          add={t('options.addChoice')}
          place={{ ...place, field: 'choices' }}
          list={{ zoneId: zone.id, list: 'choices', of: null }}
          terms={options.choices ?? []}
          onChange={(choices) => set({ choices: choices.length > 0 ? choices : undefined })}
        />
      )}
      {kind === 'link' && (
        <LinkOptions
          options={options}
          place={place}
          others={others}
          vocabularies={vocabularies}
          onSet={set}
        />
      )}
      {has('marks') && <MarksField marks={options.marks} onChange={(marks) => set({ marks })} />}
      {(has('repeat') || isLimited) && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {has('repeat') && (
            <LanesField kind={kind} options={options} place={place} others={others} onSet={set} />
          )}
          {has('vocab') && (
            <WordListSelect
              id={fieldId({ ...place, field: 'vocab' })}
              label={t('options.vocab')}
              description={t('options.vocabHint')}
              none={t('options.noVocab')}
              value={options.vocab}
              vocabularies={vocabularies}
              onChange={(vocab) => set({ vocab })}
            />
          )}
          {isLimited && (
            <NumberInput
              label={t(kind === 'link' ? 'options.maxLinks' : 'options.max')}
              description={t('options.maxHint')}
              min={1}
              max={1000}
              allowDecimal={false}
              value={options.max ?? ''}
              onChange={(value) => set({ max: typeof value === 'number' && value > 0 ? value : undefined })}
            />
          )}
        </SimpleGrid>
      )}
      {has('position') && axes.length > 0 && (
        <PositionFields position={options.position} axes={axes} place={place} onSet={set} />
      )}
      <Group gap="lg">
        {SWITCHES.filter(has).map((name) => (
          <Checkbox
            key={name}
            label={t(`options.${name}`)}
            checked={options[name] ?? false}
            onChange={(event) => set({ [name]: event.currentTarget.checked })}
          />
        ))}
      </Group>
    </Stack>
  )
}

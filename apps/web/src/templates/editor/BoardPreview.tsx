import { Box, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { LANGUAGES, type Lang, renderBoardSvg } from '@tablee/board'
import {
  fillLanguages,
  noteRecords,
  type TemplateDraft,
  templateRecords,
  toTemplate,
} from '@tablee/templates'
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasMeasurer } from './canvas-measurer.ts'

/** Sample notes in a zone that takes any number. */
const SAMPLES = 3

/** The board as it will be, drawn by the same hand as snapshots and exports, with made-up notes. */
export function BoardPreview({ draft, lang: first }: { draft: TemplateDraft; lang: Lang }): ReactNode {
  const { t } = useTranslation('methods')
  const [lang, setLang] = useState<Lang>(first)
  // drawing takes some tens of ms: typing goes first
  const calm = useDeferredValue(draft)
  const paper = useRef<HTMLDivElement>(null)
  const svg = useMemo(() => {
    const template = fillLanguages(toTemplate(calm))
    const furniture = templateRecords(template)
    const notes = template.zones.flatMap(({ id, kind, options }) => {
      const count =
        kind === 'text'
          ? 1
          : kind === 'link' || kind === 'score'
            ? 0
            : Math.min(SAMPLES, options.max ?? SAMPLES)
      return Array.from({ length: count }, (_, at) => ({
        zoneId: id,
        text: t(`samples.${at % SAMPLES}`),
      }))
    })
    const records = [...furniture, ...noteRecords(furniture, notes, { by: 'sample' })]
    return renderBoardSvg(records, {
      lang,
      measure: canvasMeasurer(),
      title: template.title[lang],
    }).svg
  }, [calm, lang, t])
  useEffect(() => {
    const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
    drawn.setAttribute('width', '100%')
    drawn.removeAttribute('height')
    paper.current?.replaceChildren(drawn)
  }, [svg])
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <Text c="dimmed" size="sm">
          {t('preview.text')}
        </Text>
        <NativeSelect
          label={t('preview.lang')}
          value={lang}
          onChange={(event) => {
            const next = LANGUAGES.find((one) => one === event.currentTarget.value)
            if (next) setLang(next)
          }}
          data={LANGUAGES.map((one) => ({ value: one, label: t(`langs.${one}`) }))}
          w={160}
        />
      </Group>
      <Box
        ref={paper}
        style={{
          border: '1px solid var(--mantine-color-default-border)',
          borderRadius: 8,
          overflow: 'hidden',
        }}
      />
    </Stack>
  )
}

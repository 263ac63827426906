import { Box, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { LANGUAGES, type Lang, renderBoardSvg } from '@tablee/board'
import {
  type CurrentVocabulary,
  fillLanguages,
  type TemplateDraft,
  templateMethod,
  toTemplate,
} from '@tablee/templates'
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasMeasurer } from './canvas-measurer.ts'
import { sampleBoard } from './sample-notes.ts'

/** Sentences of the locales that made-up notes are written from. */
const SENTENCES = 8

/** The draft, and the words that its columns offer. */
export interface BoardPreviewProps {
  draft: TemplateDraft
  vocabularies: readonly CurrentVocabulary[]
  /** In which language it is shown first. */
  lang: Lang
}

/** Width from which the words of a board can be read, in px. */
const READABLE_PX = 900

/** The board as it will be, drawn by the same hand as snapshots and exports, with made-up notes. */
export function BoardPreview({ draft, vocabularies, lang: first }: BoardPreviewProps): ReactNode {
  const { t, i18n } = useTranslation('methods')
  const [lang, setLang] = useState<Lang>(first)
  // drawing takes some tens of ms: typing goes first
  const calm = useDeferredValue(draft)
  const paper = useRef<HTMLDivElement>(null)
  const svg = useMemo(() => {
    const template = fillLanguages(toTemplate(calm))
    const say = i18n.hasResourceBundle(lang, 'methods') ? i18n.getFixedT(lang, 'methods') : t
    const sentences = Array.from({ length: SENTENCES }, (_, at) => say(`samples.${at}`))
    const today = new Date()
    return renderBoardSvg(sampleBoard(template, { sentences, vocabularies, today }), {
      lang,
      measure: canvasMeasurer(),
      meaning: { method: templateMethod(template, vocabularies), facts: new Map(), today },
      title: template.title[lang],
    }).svg
  }, [calm, vocabularies, lang, i18n, t])
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
            // its sentences first; without a network the notes stay in the reader's language
            if (next) void i18n.loadLanguages(next).finally(() => setLang(next))
          }}
          data={LANGUAGES.map((one) => ({ value: one, label: t(`langs.${one}`) }))}
          w={160}
        />
      </Group>
      <Box
        role="group"
        aria-label={t('preview.board')}
        // on a phone it is wider than the screen, so that it can be read: keys move it as well
        tabIndex={0}
        style={{
          border: '1px solid var(--mantine-color-default-border)',
          borderRadius: 8,
          overflowX: 'auto',
          overflowY: 'hidden',
        }}
      >
        <Box ref={paper} miw={READABLE_PX} />
      </Box>
    </Stack>
  )
}

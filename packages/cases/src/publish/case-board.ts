import { type BoardRecord, type Family, type LocalisedText, PAGE_ID, plainToRichText } from '@tablee/board'
import { OUTLINE, type OutlineBlock } from '../outline.ts'
import { indexKey } from './index-key.ts'
import type { PublishedCase } from './published-case.ts'

const ZONE_WIDTH_PX = 800
const GAP_PX = 32
const BANNER_HEIGHT_PX = 216
/** A zone's title and the space under it, in px. */
const ZONE_HEADER_PX = 104
const PADDING_PX = 24
const CARD_WIDTH_PX = ZONE_WIDTH_PX - 2 * PADDING_PX
const CARD_GAP_PX = 16
/** Estimates for text of size `m` in a card: a little generous, so that no line leaves it. */
const CHARACTERS_PER_LINE = 62
const LINE_PX = 31
const CARD_PADDING_PX = 40

const COLUMNS = 3

const LOOKS: Readonly<Record<OutlineBlock, { family: Family; colour: string }>> = {
  context: { family: 'needs', colour: 'light-blue' },
  project: { family: 'change', colour: 'yellow' },
  hindsight: { family: 'stakeholders', colour: 'light-green' },
}

const PURPOSE: LocalisedText = {
  fr: 'Le cas en une image',
  nl: 'De case in één beeld',
  en: 'The case in one picture',
}
const NO_TEXT: LocalisedText = { fr: '', nl: '', en: '' }

function cardHeight(text: string): number {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_PER_LINE)), 0)
  return CARD_PADDING_PX + lines * LINE_PX
}

/**
 * The case as a board: a zone per section, a card per statement, drawn from the published text alone under ids of
 * its own, so that nothing of the workshop's board can come along (R82).
 */
export function caseBoardRecords(published: PublishedCase): BoardRecord[] {
  const records: BoardRecord[] = []
  const add = (type: string, at: { x: number; y: number }, props: Record<string, unknown>): void => {
    const position = records.length
    records.push({
      id: `shape:case-${position}`,
      typeName: 'shape',
      type,
      parentId: PAGE_ID,
      index: indexKey(position),
      ...at,
      rotation: 0,
      opacity: 1,
      isLocked: true,
      props,
      meta: {},
    })
  }
  const columns = inColumns(sectionsOf(published))
  const { publicName } = published.meta
  add(
    'banner',
    { x: 0, y: 0 },
    {
      w: Math.max(1, columns.length) * (ZONE_WIDTH_PX + GAP_PX) - GAP_PX,
      h: BANNER_HEIGHT_PX,
      family: 'intervision',
      title: { fr: publicName, nl: publicName, en: publicName },
      purpose: PURPOSE,
    },
  )
  columns.forEach((sections, column) => {
    const x = column * (ZONE_WIDTH_PX + GAP_PX)
    let y = BANNER_HEIGHT_PX + GAP_PX
    for (const { id, block, title, cards, height: h } of sections) {
      const { family, colour } = LOOKS[block]
      add(
        'zone',
        { x, y },
        { w: ZONE_WIDTH_PX, h, zoneId: id, kind: 'sticky', family, title, prompt: NO_TEXT },
      )
      let top = y + ZONE_HEADER_PX
      for (const { text, height } of cards) {
        add('geo', { x: x + PADDING_PX, y: top }, cardProps(text, height, colour))
        top += height + CARD_GAP_PX
      }
      y += h + GAP_PX
    }
  })
  return records
}

interface DrawnSection {
  id: string
  block: OutlineBlock
  title: LocalisedText
  cards: { text: string; height: number }[]
  /** Of the zone, in px. */
  height: number
}

function sectionsOf(published: PublishedCase): DrawnSection[] {
  return OUTLINE.flatMap(({ id, block, title }) => {
    const found = published.sections.find((section) => section.id === id)
    if (found === undefined) return []
    const cards = found.statements.map(({ text }) => ({ text, height: cardHeight(text) }))
    const body = cards.reduce((sum, card) => sum + card.height + CARD_GAP_PX, -CARD_GAP_PX)
    return [{ id, block, title, cards, height: ZONE_HEADER_PX + body + PADDING_PX }]
  })
}

/** The sections in reading order, down one column and on to the next, columns of about one height. */
function inColumns(sections: readonly DrawnSection[]): DrawnSection[][] {
  const share = sections.reduce((sum, { height }) => sum + height + GAP_PX, 0) / COLUMNS
  const columns: DrawnSection[][] = []
  let passed = 0
  for (const section of sections) {
    const column = Math.min(COLUMNS - 1, Math.floor((passed + section.height / 2) / share))
    const place = columns[column]
    if (place === undefined) columns[column] = [section]
    else place.push(section)
    passed += section.height + GAP_PX
  }
  return columns.filter((column) => column !== undefined)
}

function cardProps(text: string, h: number, color: string): Record<string, unknown> {
  return {
    geo: 'rectangle',
    dash: 'solid',
    url: '',
    w: CARD_WIDTH_PX,
    h,
    growY: 0,
    scale: 1,
    labelColor: 'black',
    color,
    fill: 'solid',
    size: 'm',
    font: 'sans',
    align: 'start',
    verticalAlign: 'middle',
    richText: plainToRichText(text),
  }
}

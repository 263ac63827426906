import { describe, expect, test } from 'vitest'
import type { BoardRecord } from '../record.ts'
import { plainToRichText } from '../rich-text.ts'
import { methodOfTest, named, zoneDefinition } from '../testing/definitions.ts'
import { type RenderOptions, renderBoardSvg } from './render-board-svg.ts'
import { arrow, binding, geo, HALF_EM, note, shape, zone } from './testing/shapes.ts'

const draw = (records: BoardRecord[], options: Partial<RenderOptions> = {}) =>
  renderBoardSvg(records, { lang: 'fr', measure: HALF_EM, ...options })

/** What can be read in a drawing, line by line. */
const linesOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, line = '']) => line.replace(/<[^>]+>/g, ''))

/** Whether every element that opens closes again, in order. */
function isBalanced(svg: string): boolean {
  const open: string[] = []
  for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-zA-Z]+)(?:"[^"]*"|[^>"])*?(\/?)>/g)) {
    if (close && open.pop() !== name) return false
    if (!close && !self) open.push(name ?? '')
  }
  return open.length === 0
}

describe('the drawing as a whole', () => {
  const records = [
    zone('wide'),
    note('n1', 'Perdre du temps', { x: 30, y: 160, order: 1, meta: { by: 'actor-7', zone: 'wide' } }),
    geo('g1', {}, { x: 300, y: 160, order: 2 }),
    arrow('a1', { text: 'mène à' }),
    binding('a1', 'n1', 'start'),
    binding('a1', 'g1', 'end'),
  ]

  test('is the same for the same records in any order', () => {
    expect(draw([...records].reverse())).toEqual(draw(records))
  })

  test('says where each shape came to lie, its whole text within', () => {
    const long = 'Chaque matin nous cherchons qui est où. '.repeat(12)
    const { svg, places, x, y, width, height } = draw([
      zone('wide'),
      note('n1', 'Perdre du temps', { x: 30, y: 160, order: 1 }),
      note('n2', long, { x: 300, y: 160, order: 2 }),
    ])
    expect(svg).toContain(`viewBox="${x} ${y} ${width} ${height}"`)
    expect(places.get('shape:n1')).toEqual({ x: 30, y: 160, width: 200, height: 200 })
    const box = places.get('shape:n2')
    expect(box?.height).toBeGreaterThan(200)
    const lines = [...svg.matchAll(/translate\(300 160\)[\s\S]*?<\/g>/g)].flatMap(([drawn]) =>
      [...drawn.matchAll(/<t(?:ext|span)[^>]* y="([\d.]+)"/g)].map(([, line]) => Number(line)),
    )
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(line).toBeLessThan(box?.height ?? 0)
  })

  test('holds no id, author or other name of a record', () => {
    const { svg } = draw(records)
    expect(svg).not.toMatch(/shape:|binding:|page:|actor-7|zone-wide|data-|n1|g1/)
  })

  test('is named and described for those who do not see it, and says its language', () => {
    const { svg } = draw(records, { lang: 'nl', title: 'Bord « A »', desc: 'Twee <notities>' })
    expect(svg).toMatch(
      /^<svg [^>]*xml:lang="nl"[^>]*><title>Bord « A »<\/title><desc>Twee &lt;notities&gt;<\/desc>/,
    )
  })

  test('shows zones in the reader’s language', () => {
    expect(linesOf(draw([zone('wide')], { lang: 'fr' }).svg)).toEqual(['Vue large', 'Que changer ?'])
    expect(linesOf(draw([zone('wide')], { lang: 'en' }).svg)).toEqual(['Wide view', 'What to change?'])
  })

  test('is as large as what is on it, with a margin', () => {
    const { svg, width, height } = draw([
      note('n', 'a', { x: -100, y: 50 }),
      note('m', 'b', { x: 500, y: 50 }),
    ])
    expect({ width, height }).toEqual({ width: 800 + 96, height: 200 + 96 })
    expect(svg).toContain(`viewBox="-148 2 ${width} ${height}"`)
  })

  test('does not grow without bounds when a shape was thrown far away', () => {
    const far = note('far', 'loin', { x: 9e15, y: -9e15 })
    const near = [note('n', 'près')]
    expect(draw([far, ...near]).width).toBe(draw(near).width)
  })

  test('of an empty board is a sheet of paper', () => {
    expect(draw([]).svg).toMatch(/<rect [^>]*fill="#fbfaf7"\/><\/svg>$/)
  })

  test('stacks shapes by their index', () => {
    const texts = (first: number, second: number) =>
      linesOf(draw([note('a', 'un', { order: first }), note('b', 'deux', { order: second })]).svg)
    expect(texts(1, 2)).toEqual(['un', 'deux'])
    expect(texts(2, 1)).toEqual(['deux', 'un'])
  })

  test('leaves out what the schema refuses and draws the rest', () => {
    const broken = note('broken', 'cassé', { props: { color: 'plaid' } })
    const unknown = shape('embed', 'embed', { url: 'https://example.org', w: 100, h: 100 })
    expect(linesOf(draw([broken, unknown, note('n', 'entier')]).svg)).toEqual(['entier'])
  })

  test('survives shapes that are each other’s parents', () => {
    const a = shape('a', 'group', {}, { parentId: 'shape:b' })
    const b = shape('b', 'group', {}, { parentId: 'shape:a' })
    expect(linesOf(draw([a, b, note('n', 'reste')]).svg)).toEqual(['reste'])
  })

  test('is well formed whatever people write', () => {
    const hostile = '</text><script>alert("1")</script> & \u0000\u0008\ud800 \uffff ]]>'
    const { svg } = draw([note('n', hostile), arrow('a', { text: hostile })], {
      title: hostile,
      desc: hostile,
    })
    expect(svg).not.toContain('<script')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot carry
    expect(svg).not.toMatch(/[\u0000-\u0008\uffff]/)
    expect(isBalanced(svg)).toBe(true)
  })
})

describe('notes', () => {
  test('are as tall as the canvas grew them', () => {
    expect(draw([note('n', 'court', { props: { growY: 120 } })]).height).toBe(320 + 96)
  })

  test('show long text smaller, then grow, so that nothing runs out', () => {
    const long = 'Les factures arrivent par courriel, papier et photo. '.repeat(6)
    const { svg, height } = draw([note('n', long)])
    expect(svg).toContain('font-size="14"')
    expect(height).toBeGreaterThan(200 + 96)
    expect(linesOf(svg).join(' ')).toBe(long.trim())
  })

  test('keep the size that the canvas chose', () => {
    expect(draw([note('n', 'a', { props: { fontSizeAdjustment: 17 } })]).svg).toContain('font-size="17"')
  })

  test('keep bold words bold', () => {
    const richText = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'très ' },
            { type: 'text', text: 'urgent', marks: [{ type: 'bold' }] },
          ],
        },
      ],
    }
    const { svg } = draw([note('n', '', { props: { richText } })])
    expect(svg).toContain('très <tspan font-weight="700">urgent</tspan>')
  })

  test('in a group are drawn where the group puts them', () => {
    const group = shape('g', 'group', {}, { x: 1000, y: 0 })
    const { svg } = draw([group, note('n', 'dedans', { x: 40, y: 0, parentId: 'shape:g' })])
    expect(svg).toContain('viewBox="992 -48')
  })
})

describe('figures, strokes, frames and images', () => {
  const points = [
    { x: 0, y: 0, z: 0.5 },
    { x: 50, y: 80, z: 0.5 },
    { x: 120, y: 20, z: 0.5 },
  ]

  test('a figure has its outline, fill and text', () => {
    const { svg } = draw([geo('g', { geo: 'diamond', fill: 'solid', richText: plainToRichText('Choix') })])
    expect(svg).toContain('d="M50 0L100 50L50 100L0 50Z" fill="#dce1f8"')
    expect(linesOf(svg)).toEqual(['Choix'])
  })

  test('pen and marker strokes are lines through their points', () => {
    const common = { color: 'red', size: 'm', isComplete: true, isPen: false, scale: 1 }
    const segments = [{ type: 'free', points }]
    const pen = shape('p', 'draw', { ...common, segments, fill: 'none', dash: 'draw', isClosed: false })
    const marker = shape('m', 'highlight', { ...common, segments })
    expect(draw([pen]).svg).toContain('d="M0 0Q50 80 85 50L120 20" fill="none" stroke="#e03131"')
    expect(draw([marker]).svg).toContain('stroke-opacity="0.35"')
  })

  test('a line runs through its handles in their order', () => {
    const line = shape('l', 'line', {
      color: 'green',
      dash: 'dashed',
      size: 's',
      spline: 'line',
      scale: 1,
      points: {
        a2: { id: 'a2', index: 'a2', x: 90, y: 10 },
        a1: { id: 'a1', index: 'a1', x: 0, y: 0 },
      },
    })
    expect(draw([line]).svg).toContain('d="M0 0L90 10"')
  })

  test('a frame names and cuts what lies in it', () => {
    const frame = shape('f', 'frame', { w: 400, h: 300, name: 'Détail', color: 'black' })
    const inside = note('n', 'au bord', { parentId: 'shape:f', x: 350, y: 250 })
    const { svg, width } = draw([frame, inside])
    expect(linesOf(svg)).toEqual(['Détail', 'au bord'])
    expect(svg).toMatch(/<clipPath id="frame-1">.*<g clip-path="url\(#frame-1\)">/)
    expect(width).toBe(400 + 96)
  })

  test('an image that travels in the board is shown, any other is a placeholder with its words', () => {
    const asset = (src: string): BoardRecord => ({
      id: 'asset:1',
      typeName: 'asset',
      type: 'image',
      meta: {},
      props: { name: 'photo', src, w: 10, h: 10, mimeType: 'image/png', isAnimated: false },
    })
    const image = shape('i', 'image', {
      w: 200,
      h: 100,
      playing: true,
      url: '',
      assetId: 'asset:1',
      crop: null,
      flipX: false,
      flipY: false,
      altText: 'Un plan au mur',
    })
    const inline = draw([asset('data:image/png;base64,iVBORw0KGgo='), image]).svg
    expect(inline).toContain('href="data:image/png;base64,iVBORw0KGgo="')
    expect(inline).toContain('<title>Un plan au mur</title>')
    for (const src of [
      '/api/assets/abc.png',
      'https://example.org/a.png',
      'data:image/svg+xml;base64,PHN2Zz4=',
    ]) {
      const { svg } = draw([asset(src), image])
      expect(svg).not.toContain('<image')
      expect(svg).not.toContain(src)
      expect(linesOf(svg)).toEqual(['Un plan au mur'])
    }
  })
})

describe('arrows', () => {
  const left = note('left', 'cause')
  const right = note('right', 'effet', { x: 600, y: 0, order: 1 })

  test('run from edge to edge of the shapes that they are bound to', () => {
    const { svg } = draw([
      left,
      right,
      arrow('a'),
      binding('a', 'left', 'start'),
      binding('a', 'right', 'end'),
    ])
    const [, from, to] = svg.match(/d="M([\d.]+) 100L([\d.]+) 100" fill="none"/) ?? []
    expect(Number(from)).toBeCloseTo(200, 0)
    // 10 px and half the line before the note, so that the head does not touch it
    expect(Number(to)).toBeCloseTo(600 - 10 - 1.75, 0)
  })

  test('follow the shapes, not their own stored ends', () => {
    const moved = { ...right, x: 900 }
    const { svg } = draw([
      left,
      moved,
      arrow('a'),
      binding('a', 'left', 'start'),
      binding('a', 'right', 'end'),
    ])
    expect(svg).toMatch(/L888\.\d+ 100" fill="none"/)
  })

  test('keep a free end where it was drawn', () => {
    expect(draw([arrow('a')]).svg).toContain('d="M0 0L400 0"')
  })

  test('bend to the side that the canvas bends them', () => {
    expect(draw([arrow('a', { bend: 100 })]).svg).toContain('d="M0 0A250 250 0 0 0 400 0"')
    expect(draw([arrow('a', { bend: -100 })]).svg).toContain('d="M0 0A250 250 0 0 1 400 0"')
  })

  test('carry their label on paper', () => {
    const { svg } = draw([arrow('a', { text: 'cible' })])
    expect(linesOf(svg)).toEqual(['cible'])
    expect(svg).toContain('paint-order="stroke"')
  })

  test('without length are not drawn', () => {
    expect(draw([arrow('a', { end: { x: 0, y: 0 } })]).svg).not.toContain('<path')
  })
})

describe('a sheet', () => {
  const sheet = (text: string, h = 200) =>
    shape('s', 'sheet', { w: 400, h, zoneId: 'why', richText: plainToRichText(text) })
  const sizes = (svg: string) =>
    new Set([...svg.matchAll(/font-size="(\d+)"/g)].map(([, size]) => Number(size)))

  test('shows its whole text, paragraph by paragraph', () => {
    expect(linesOf(draw([sheet('Notre mission.\nEt la suite.')]).svg)).toEqual([
      'Notre mission.',
      'Et la suite.',
    ])
  })

  test('sets a long text smaller, and grows when the smallest size does not fit', () => {
    const long = draw([sheet('Un mot après l’autre, encore. '.repeat(8))])
    expect(Math.max(...sizes(long.svg))).toBeLessThan(24)
    expect(long.height).toBe(200 + 96)
    const longest = draw([sheet('Un mot après l’autre, encore. '.repeat(60))])
    expect(sizes(longest.svg)).toEqual(new Set([14]))
    expect(longest.height).toBeGreaterThan(200 + 96)
  })
})

describe('what a method means', () => {
  const term = { id: 'data', label: { fr: 'Données', nl: 'Gegevens', en: 'Data' } }
  const method = methodOfTest({
    sets: [{ id: 'flows', terms: [term] }],
    zones: [
      zoneDefinition('wide', {
        kind: 'row',
        options: {
          cols: [
            { ...named('Flux'), type: 'choice', set: 'flows' },
            { ...named('Quand'), type: 'date' },
          ],
        },
      }),
      zoneDefinition('links', { kind: 'link', options: { label: 'flows' } }),
    ],
  })
  const page = { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} }
  const meaning = { method, facts: new Map(), today: new Date(2026, 10, 28) }

  test('a row without a text shows its cells; a note that nothing stands on is a blank sheet', () => {
    const row = note('n', '', { x: 30, y: 160, meta: { c_Flux: 'data', c_Quand: '2027-03' } })
    const blank = note('m', '', { x: 260, y: 160 })
    const lines = (records: BoardRecord[]) => linesOf(draw([page, zone('wide'), ...records], { meaning }).svg)
    expect(lines([row])).toEqual(expect.arrayContaining(['Flux : Données', 'Quand : mars 2027']))
    expect(lines([blank]).join(' ')).not.toMatch(/Flux|Quand|compléter/)
  })

  test('an arrow says its term in the reader’s language, whoever drew it', () => {
    const said = arrow('a', { text: 'Gegevens' })
    const records = [
      zone('wide'),
      note('n', 'un', { x: 30, y: 160 }),
      note('m', 'deux', { x: 360, y: 160 }),
      { ...said, meta: { link: 'links', c_label: 'data' } },
      binding('a', 'n', 'start'),
      binding('a', 'm', 'end'),
    ]
    expect(linesOf(draw(records, { meaning }).svg)).toContain('Données')
    expect(linesOf(draw(records, { meaning, lang: 'en' }).svg)).toContain('Data')
  })
})

import { describe, expect, test } from 'vitest'
import { methodOfTest } from '../testing/definitions.ts'
import { renderBoardSvg } from './render-board-svg.ts'
import { HALF_EM, note, zone } from './testing/shapes.ts'

const page = { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} }
const records = [page, zone('wide'), note('n1', 'Perdre du temps', { x: 30, y: 160, order: 1 })]
const draw = (colours: Record<string, string> | null, lang: 'fr' | 'nl' = 'fr') =>
  renderBoardSvg(records, {
    lang,
    measure: HALF_EM,
    meaning: {
      method: methodOfTest({ zones: [], sets: [] }),
      facts: new Map(colours ? [['colours', colours]] : []),
      today: new Date(2026, 10, 28),
    },
  })
const texts = (svg: string) =>
  [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)<\/text>/g)].map(([, x, y, line = '']) => ({
    x: Number(x),
    y: Number(y),
    line: line.replace(/<[^>]+>/g, ''),
  }))

describe('the legend of a drawing', () => {
  test('says under the board what colours stand for, each beside its sample', () => {
    const bare = draw(null)
    const { svg, x, y, height } = draw({ 'light-green': 'Leviers & élans', 'light-red': 'Freins' })
    expect(height).toBeGreaterThan(bare.height)
    const written = texts(svg).filter((text) => text.y > bare.y + bare.height - 48)
    expect(written.map(({ line }) => line)).toEqual(['Couleurs', 'Freins', 'Leviers &amp; élans'])
    for (const text of written) {
      expect(text.y).toBeLessThan(y + height)
      expect(text.x).toBeGreaterThan(x)
    }
    const samples = [...svg.matchAll(/<rect [^>]*rx="4" fill="(#[0-9a-f]{6})"/g)].map(([, fill]) => fill)
    expect(samples).toEqual(['#f7a5a1', '#98d08a'])
    expect(draw({ 'light-red': 'Remmen' }, 'nl').svg).toContain('Kleuren')
  })

  test('breaks its lines where the board ends, and makes room for a caption that is wider', () => {
    const long = 'Ce que nous voulons garder quoi qu’il arrive, et pour longtemps'
    const { svg, width, x } = draw({ yellow: long, red: 'Non', blue: 'Peut-être' })
    const lines = texts(svg).filter(({ line }) => [long, 'Non', 'Peut-être'].includes(line))
    expect(new Set(lines.map(({ y }) => y)).size).toBe(2)
    for (const text of lines) expect(text.x + HALF_EM.width(text.line, 28, false)).toBeLessThan(x + width)
  })

  test('is not there where colours stand for nothing', () => {
    expect(draw({})).toEqual(draw(null))
    expect(draw(null).svg).not.toContain('Couleurs')
  })
})

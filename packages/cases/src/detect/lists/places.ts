import { compact } from '../../text/fold.ts'
import data from './data/places.json' with { type: 'json' }

/** A region as far as a published case may name it; the provinces stay with us. */
export type Region = 'be_bru' | 'be_wal' | 'be_vla' | 'fr'

/** A commune or locality. */
interface Place {
  readonly region: Region
  /** How its postcodes may begin; no list means: five digits, those of France. */
  readonly postcodes: readonly string[]
}

const REGIONS: Readonly<Record<string, Region>> = {
  bru: 'be_bru',
  brw: 'be_wal',
  liege: 'be_wal',
  namur: 'be_wal',
  hainaut: 'be_wal',
  lux: 'be_wal',
  ant: 'be_vla',
  lim: 'be_vla',
  vbr: 'be_vla',
  ovl: 'be_vla',
  wvl: 'be_vla',
  fr: 'fr',
}

const places = new Map<string, Place[]>()
for (const { area, postcodes, names } of data.places) {
  const region = REGIONS[area] ?? 'be_wal'
  for (const name of names) {
    const key = compact(name)
    places.set(key, [...(places.get(key) ?? []), { region, postcodes: region === 'fr' ? [] : postcodes }])
  }
}
const longest = Math.max(...Array.from(places.keys(), (key) => key.length))

/** The communes and localities of that name, compacted (no accents, hyphens, spaces). */
export const placesNamed = (key: string): readonly Place[] => places.get(key) ?? []
/** No place has a longer compacted name. */
export const PLACE_MAX_LETTERS = longest

/** Whether a postcode can belong to a place: "2020 Liège" is a year. */
export function fitsPostcode(place: Place, postcode: string): boolean {
  if (place.region === 'fr') return postcode.length === 5
  return postcode.length === 4 && place.postcodes.some((start) => postcode.startsWith(start))
}

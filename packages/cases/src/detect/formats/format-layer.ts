import type { Layer } from '../layer.ts'
import { contactSightings } from './contact.ts'
import { grantSightings } from './grants.ts'
import { linkSightings } from './links.ts'
import { numberSightings } from './numbers.ts'
import { plateSightings } from './plates.ts'
import { secretSightings } from './secrets.ts'

/** The first layer: formats that prove themselves, by check digits where they have some. */
export const formatLayer: Layer = (view) => [
  ...contactSightings(view),
  ...linkSightings(view),
  ...numberSightings(view),
  ...secretSightings(view),
  ...plateSightings(view),
  ...grantSightings(view),
]

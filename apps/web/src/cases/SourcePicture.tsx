import type { StatementSources } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../ui/use-lang.ts'
import { type Box, cropAround } from './crop-around.ts'
import classes from './sources-panel.module.css'

/** A picture of a board and the notes that are lit in it; `chosen` comes close to one of them. */
export interface SourcePictureProps {
  snapshotId: string
  picture: Box
  notes: StatementSources['snapshots'][number]['notes']
  chosen: number | null
}

/** Room around a lit note, in board units. */
const HALO_PX = 12

/** The board as it was kept, darkened but for the notes of the sentence. */
export function SourcePicture({ snapshotId, picture, notes, chosen }: SourcePictureProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  // several paragraphs of one sheet lie in one place
  const places = [
    ...new Map(notes.flatMap(({ place }) => (place === null ? [] : [[keyOf(place), place]]))).values(),
  ]
  const near = chosen === null ? null : (notes[chosen]?.place ?? null)
  const crop = near === null ? picture : cropAround([near], picture)
  const { x, y, width, height } = picture
  const holes = places.map((place) => outline(grown(place))).join('')
  return (
    <svg
      className={classes.picture}
      viewBox={`${crop.x} ${crop.y} ${crop.width} ${crop.height}`}
      style={{ aspectRatio: `${crop.width} / ${crop.height}` }}
      role="img"
      aria-label={t('sources.picture', { count: places.length })}
    >
      <image
        href={`/api/snapshots/${snapshotId}.svg?lang=${lang}`}
        x={x}
        y={y}
        width={width}
        height={height}
      />
      <path d={`${outline(picture)}${holes}`} fillRule="evenodd" className={classes.shade} />
      {places.map((place) => {
        const lit = grown(place)
        return (
          <rect
            key={keyOf(place)}
            x={lit.x}
            y={lit.y}
            width={lit.width}
            height={lit.height}
            className={classes.lit}
            data-chosen={(near !== null && keyOf(place) === keyOf(near)) || undefined}
            vectorEffect="non-scaling-stroke"
          />
        )
      })}
    </svg>
  )
}

function keyOf({ x, y, width, height }: Box): string {
  return [x, y, width, height].join(' ')
}

function grown({ x, y, width, height }: Box): Box {
  return { x: x - HALO_PX, y: y - HALO_PX, width: width + 2 * HALO_PX, height: height + 2 * HALO_PX }
}

function outline({ x, y, width, height }: Box): string {
  return `M${x} ${y}h${width}v${height}h${-width}Z`
}

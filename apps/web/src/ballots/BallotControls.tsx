import {
  type BallotLine,
  type BoardContent,
  ballotKind,
  ballotLines,
  type Lang,
  linesOfZones,
  type ZoneContent,
} from '@tablee/board/content'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BallotBar } from './BallotBar.tsx'
import styles from './ballots.module.css'
import { ChoiceVote } from './ChoiceVote.tsx'
import { DotControl } from './DotControl.tsx'
import { ProxyVotes } from './ProxyVotes.tsx'
import { ScoreSheet } from './ScoreSheet.tsx'
import { useOwnBallot } from './use-own-ballot.ts'

interface BallotControlsProps {
  boardId: string
  /** By whom the person is known on this board. */
  actorId: string
  part: ZoneContent
  content: BoardContent
  lang: Lang
  /** Whether the person may give an opinion. */
  mayVote: boolean
  /** The right `ballot.run`. */
  mayRun: boolean
  /** Whether a ballot about several zones is shown whole, or here only this zone's part of it. */
  whole: boolean
}

/** The ballot of a zone: where it stands, the reader's own answers, and for who leads: open and close. */
export function BallotControls(props: BallotControlsProps): ReactNode {
  const { boardId, actorId, part, content, lang, mayVote, mayRun, whole } = props
  const { zone, ballot, result } = part
  const { t } = useTranslation('ballots')
  const kind = ballotKind(zone)
  const own = useOwnBallot({ boardId, actorId }, mayVote ? ballot : null)
  if (kind === null) return null
  const zoneIds = ballot?.zones ?? [zone.id]
  const named = (lines: readonly BallotLine[]) =>
    lines.map((line) => ({ ...line, label: oneLine(line.label) }))
  const all = named(linesOfZones(content, zoneIds, lang))
  const lines = whole ? all : named(ballotLines(content, zone.id, lang))
  const zonesNamed = content.zones
    .filter((each) => zoneIds.includes(each.zone.id))
    .map((each) => each.zone.label[lang])
  return (
    <>
      <BallotBar
        boardId={boardId}
        zoneId={zone.id}
        ballot={ballot}
        result={result}
        kind={kind}
        perRespondent={zone.options.perRespondent}
        own={own}
        mayRun={mayRun}
      />
      {ballot && zoneIds.length > 1 && (
        <p className={styles['nothing']}>
          {/* in a panel of its own the heading names them */}
          {whole ? t('togetherHere') : t('together', { zones: new Intl.ListFormat(lang).format(zonesNamed) })}
        </p>
      )}
      {lines.length === 0 && (ballot || mayRun) && <p className={styles['nothing']}>{t('nothing')}</p>}
      {own && kind === 'dots' && (
        <ul className={styles['lines']}>
          {lines.map(({ key, label, group }, at) => (
            <Fragment key={key}>
              {group !== null && group !== lines[at - 1]?.group && (
                <li className={styles['zone']}>{group}</li>
              )}
              <li>
                <span>{label}</span>
                <DotControl own={own} itemId={key} title={label} />
              </li>
            </Fragment>
          ))}
        </ul>
      )}
      {own && kind === 'choice' && <ChoiceVote own={own} question={zone.prompt[lang]} answers={lines} />}
      {own && kind === 'scores' && <ScoreSheet own={own} lines={lines} />}
      {mayRun && ballot && kind !== 'scores' && (whole || zoneIds[0] === zone.id) && (
        <ProxyVotes boardId={boardId} ballot={ballot} lines={all} />
      )}
    </>
  )
}

/** Longest name of a line, in letters. */
const NAME_MAX = 90

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim() || '…'
  return line.length > NAME_MAX ? `${line.slice(0, NAME_MAX - 1)}…` : line
}

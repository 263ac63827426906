import type { Lang } from '@tablee/board'
import type { Retention } from '@tablee/contract'
import type { TFunction } from 'i18next'
import { formatDay } from '../ui/format-date.ts'

/** The colour of each state's badge. */
export const STATE_COLOURS: Readonly<Record<Retention['state'], string>> = {
  open: 'gray',
  kept: 'teal',
  soon: 'orange',
  due: 'red',
  paused: 'blue',
  erased: 'gray',
}

/** One sentence that says where a cohort's raw boards stand: "Effacés à partir du 12 mars 2027." */
export function sayRetention(retention: Retention, { t, lang }: { t: TFunction; lang: Lang }): string {
  const { state, dueOn, erasedAt } = retention
  return t(`says.${state}`, {
    ns: 'retention',
    date: dueOn === null ? '' : formatDay(dueOn, lang),
    erased: erasedAt === null ? '' : formatDay(erasedAt, lang),
  })
}

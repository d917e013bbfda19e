import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { formsIn, isPair } from '../../../language/index.ts'
import { hourAt, hoursOf, isoOf, type Lived, startOfHour } from './lived.ts'
import { eachSaid } from './said-between.ts'

const HOURS = 24
/** Terms kept of a day, and those of them whose every hour is kept. */
const TERMS_MAX = 5_000
const BY_HOUR_MAX = 200

/** Counts anew what was said on a local day that is over: from the day's mentions alone, so that doing it twice changes nothing. */
export async function tallyDay(db: Db, workspaceId: string, lived: Lived, day: number): Promise<void> {
  const hours = hoursOf(lived, day)
  const [first, last] = [hours[0] ?? 0, hours.at(-1) ?? 0]
  const counts = new Map<string, number>()
  const said: { readonly hour: number; readonly forms: readonly string[] }[] = []
  const mentions = Array.from({ length: HOURS }, () => 0)
  const streams: Record<string, number> = {}
  const times = await eachSaid(db, startOfHour(first), startOfHour(last + 1), ({ text, saidAt, streamId }) => {
    const { hour } = lived.local(hourAt(saidAt))
    mentions[hour] = (mentions[hour] ?? 0) + 1
    streams[streamId] = (streams[streamId] ?? 0) + 1
    const forms = [...formsIn(text).keys()]
    for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1)
    said.push({ hour, forms })
  })
  const scaled = (count: number): number => Math.round(count * times)
  const ordered = [...counts].toSorted(([a, one], [b, other]) => other - one || Number(isPair(a)) - Number(isPair(b)))
  const kept = ordered.slice(0, TERMS_MAX)
  const row = {
    zone: lived.zone,
    terms: kept.map(([form]) => form),
    counts: kept.map(([, count]) => scaled(count)),
    hours: byHour(kept.slice(0, BY_HOUR_MAX).map(([form]) => form), said).map(scaled),
    left_out_max: scaled(ordered[TERMS_MAX]?.[1] ?? 0),
    mentions: mentions.map(scaled),
    streams: sql<string>`${JSON.stringify(streams)}::jsonb`,
  }
  await db.insertInto('term_day').values({ workspace_id: workspaceId, day: isoOf(day), ...row })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'day']).doUpdateSet(row)).execute()
}

/** How often each of these forms was said in each hour: 24 numbers for each. */
function byHour(forms: readonly string[], said: readonly { readonly hour: number; readonly forms: readonly string[] }[]): number[] {
  const places = new Map(forms.map((form, at) => [form, at * HOURS]))
  const counts = Array.from({ length: forms.length * HOURS }, () => 0)
  for (const { hour, forms: of } of said) {
    for (const form of of) {
      const place = places.get(form)
      if (place !== undefined) counts[place + hour] = (counts[place + hour] ?? 0) + 1
    }
  }
  return counts
}

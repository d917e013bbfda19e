import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { type Connectors, offeredOf } from '../../../connect/index.ts'
import type { Ctx } from '../../../ctx.ts'
import { INTENTS } from '../../../language/contract.ts'
import { MEASURED_LANGUAGES } from '../../../language/index.ts'
import { type AudienceShare, INTENT_MENTIONS_MIN, type LanguageLine, type PlaceLine, type Reach } from '../../contract.ts'
import { calendarOf } from '../calendar.ts'
import { counted, countedMeanings, type Range } from '../counted.ts'
import { rangeOf } from '../figures.ts'
import { MENTION_SHOWN } from '../mentions.ts'
import { ofParts, partsFor, peopleFrom } from '../people.ts'
import { ANY_KIND } from '../read-filter.ts'
import { statements } from './audience.ts'
import { compare, type Heard } from './compare.ts'
import { type Listening, listeningTo } from './listening-to.ts'

const LINES_MAX = 50
/** How many statements are told: the one that counts, and earlier ones. */
const STATEMENTS_MAX = 21

/** Whom the workspace hears, beside where its customers are, as it states them. */
export function reach(ctx: Ctx, connectors: Connectors): Promise<Reach> {
  return ctx.transact(async (db) => {
    const range = rangeOf({ from: null, until: null }, await calendarOf(db), ctx.now())
    const [audience = null, ...earlier] = await statements(db, STATEMENTS_MAX)
    const heard = await heardIn(db, range)
    const seenInAll = heard.all.seen
    const listening = await listeningTo(db, connectors, range, ctx.now())
    return {
      from: range.from.toISOString(), until: range.until.toISOString(),
      mentions: heard.all.mentions, people: heard.all.people, margin: heard.margin, audience, earlier,
      languages: languageLines(audience?.languages ?? [], heard.langs, seenInAll),
      places: placeLines(audience?.places ?? [], heard.places, seenInAll, listening, offeredOf(connectors)),
      intents: INTENTS.map((intent) => {
        const { mentions, people } = heard.intents.get(intent) ?? NOTHING
        return { intent, mentions, people, isThin: mentions < INTENT_MENTIONS_MIN }
      }),
    }
  })
}

const NOTHING: Heard = { mentions: 0, people: 0, seen: 0 }

function languageLines(stated: readonly AudienceShare[], heard: ReadonlyMap<string, Heard>, seenInAll: number): LanguageLine[] {
  const percents = new Map(stated.map(({ value, percent }) => [value.toLowerCase(), percent]))
  return [...new Set([...percents.keys(), ...heard.keys()])].slice(0, LINES_MAX).map((value) => ({
    value, ...compare(percents.get(value) ?? null, heard.get(value) ?? NOTHING, seenInAll), isMeasured: MEASURED_LANGUAGES.has(value),
  }))
}

/** Places by their names in any case: what people state, and what files tell, is written as people write. */
function placeLines(
  stated: readonly AudienceShare[], heard: ReadonlyMap<string, Heard & { readonly values: readonly string[] }>, seenInAll: number,
  listening: ReadonlyMap<string, Listening>, offered: Connectors,
): PlaceLine[] {
  const byKey = new Map(stated.map((share) => [share.value.toLowerCase(), share]))
  return [...new Set([...byKey.keys(), ...heard.keys(), ...listening.keys()])].slice(0, LINES_MAX).map((key) => {
    const of = heard.get(key)
    const hearing = listening.get(key)
    const value = of?.values[0] ?? (offered.has(key) ? key : byKey.get(key)?.value ?? key)
    return {
      value, values: [...of?.values ?? []], ...compare(byKey.get(key)?.percent ?? null, of ?? NOTHING, seenInAll),
      source: hearing?.source ?? 'none', missedS: hearing?.missedS ?? 0, connector: offered.has(key) ? key : null,
    }
  })
}

type Row = {
  readonly part: 'place' | 'lang' | 'intent' | 'all'
  readonly value: string | null
  /** How a place is written. */
  readonly written: readonly string[] | null
  readonly mentions: number
  readonly seen: number
}

/** What is heard in all and by place (in lower case), language and intent, most first. Of very many people a part is looked at, see `people`. */
async function heardIn(db: Db, range: Range) {
  const parts = await partsFor(db, { ...ANY_KIND, queryId: null }, range)
  const { rows } = await sql<Row>`
    with kinds as materialized (select place, lang, sum(n) as n from ${counted({ range, whose: 'all', byHour: false, byKind: true })} c group by 1, 2),
    seen as (
      select case grouping(place, lang, intent) when 3 then 'place' when 5 then 'lang' when 6 then 'intent' else 'all' end as part,
        coalesce(place, lang, intent) as value, count(distinct (network, author_id)) as n
      from (
        select m.network, m.author_id, lower(m.place) as place, m.lang, m.intent from mention m
        where ${MENTION_SHOWN} and m.said_at >= ${range.from} and m.said_at < ${range.until} ${ofParts(parts)}) m
      group by grouping sets ((), (place), (lang), (intent))),
    said as (
      select 'place' as part, lower(place) as value, array_agg(distinct place) filter (where n > 0) as written, sum(n) as n from kinds group by 2
      union all select 'lang', lang, null, sum(n) from kinds group by 2
      union all select 'all', null, null, sum(n) from kinds
      union all select 'intent', split_part(meaning, '_', 2), null, sum(n) from ${countedMeanings({ range, whose: 'all', kinds: ANY_KIND })} c
        where meaning !~ '_.*_' group by 2)
    select said.part, said.value, said.written, said.n::int as mentions, coalesce(seen.n, 0)::int as seen
    from said left join seen on seen.part = said.part and seen.value is not distinct from said.value where said.n > 0 order by 4 desc, 2`.execute(db)
  const heardOf = ({ mentions, seen }: Row): Heard => ({ mentions, seen, people: peopleFrom(seen, parts).people })
  const of = (part: Row['part']) => new Map(rows.flatMap((row) => (row.part === part && row.value !== null ? [[row.value, heardOf(row)] as const] : [])))
  const all = rows.find(({ part }) => part === 'all')
  return {
    all: all ? heardOf(all) : NOTHING,
    margin: peopleFrom(all?.seen ?? 0, parts).margin,
    langs: of('lang'),
    intents: of('intent'),
    places: new Map(rows.flatMap((row) => (
      row.part === 'place' && row.value !== null ? [[row.value, { ...heardOf(row), values: row.written ?? [] }] as const] : []))),
  }
}

/**
 * `npm run bench -- surges [SEED]`: events found and false alarms in a simulated stream (400 terms over eight weeks, a daily and a weekly
 * season, over-dispersed, bursts of 3 to 12 times the usual), beside the usual ways to find them, in the same run.
 */
import { surgesOf } from '../src/language/surges/watch.ts'
import { lastWeekMad, sameHourMad, weekMean, zScore } from './surges/rivals.ts'
import { type Burst, HOURS, SCORED_FROM, type Simulated, simulated, streamOf, TERMS } from './surges/simulated-stream.ts'

const SEED = 20_261_123
/** An alarm that ends so many hours after the other is another. */
const SAME_HOURS = 24
/** The 24 hours that a detector looks back on still hold a burst that is over. */
const STILL_HOURS = 24
const GOAL = { recall: 0.9, falseAlarms: 0.005 }

type Alarm = { readonly term: number; readonly from: number; readonly to: number }

/** Recall of events, and false alarms per term and week. */
export function figuresOf(bursts: readonly Burst[], alarms: readonly Alarm[]): { recall: number; falseAlarms: number } {
  const meets = (burst: Burst, alarm: Alarm, still: number) => alarm.term === burst.term && alarm.from < burst.to + still && alarm.to > burst.from
  const found = bursts.filter((burst) => alarms.some((alarm) => meets(burst, alarm, 0))).length
  const accidents = alarms.filter((alarm) => !bursts.some((burst) => meets(burst, alarm, STILL_HOURS))).length
  return { recall: found / bursts.length, falseAlarms: accidents / TERMS / ((HOURS - SCORED_FROM) / (7 * 24)) }
}

/** Ours, by seed. */
export function measured(seed: number = SEED): { recall: number; falseAlarms: number; ms: number } {
  const world = simulated(seed)
  const stream = streamOf(world)
  const begun = performance.now()
  const alarms = surgesOf(stream).filter(({ to }) => to > SCORED_FROM)
  return { ...figuresOf(world.bursts, alarms), ms: performance.now() - begun }
}

export async function bench([seed]: readonly string[]): Promise<readonly string[]> {
  const chosen = seed === undefined ? SEED : Number(seed)
  const world = simulated(chosen)
  const ours = measured(chosen)
  const rivals: readonly (readonly [string, (counts: Uint16Array) => number[]])[] = [
    ['z > 3 over the last 24 h', zScore], ['24 h above the mean of 7 days by 3 σ', weekMean],
    ['median/MAD z > 4, last 7 days', lastWeekMad], ['same-hour median/MAD z > 4', sameHourMad],
  ]
  const row = (name: string, { recall, falseAlarms }: { recall: number; falseAlarms: number }) => `${name.padEnd(44)} ${recall.toFixed(3)}   ${falseAlarms.toFixed(4)}`
  return [
    `${TERMS} terms, ${HOURS} hours, ${world.bursts.length} bursts, seed ${chosen}`,
    `${''.padEnd(44)} recall  false alarms per term and week`,
    row('Heed: seasonal expectation, tail, FDR', ours),
    ...rivals.map(([name, hoursOf]) => row(name, figuresOf(world.bursts, alarmsOf(world, hoursOf)))),
    `goal: recall ≥ ${GOAL.recall.toFixed(2)} at ≤ ${GOAL.falseAlarms}: ${ours.recall >= GOAL.recall && ours.falseAlarms <= GOAL.falseAlarms ? 'met' : 'NOT MET'}; ${(ours.ms / 1_000).toFixed(1)} s for all hours`,
  ]
}

/** Hours in a row, or nearly, are one alarm. */
function alarmsOf({ counts }: Simulated, hoursOf: (counts: Uint16Array) => number[]): Alarm[] {
  return counts.flatMap((of, term) => {
    const alarms: { term: number; from: number; to: number }[] = []
    for (const hour of hoursOf(of)) {
      const last = alarms.at(-1)
      if (last && hour - last.to < SAME_HOURS) last.to = hour + 1
      else alarms.push({ term, from: hour, to: hour + 1 })
    }
    return alarms
  })
}

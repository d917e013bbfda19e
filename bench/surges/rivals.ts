/** How others find bursts: each says in which hours a term is one. */
import { HOURS, SCORED_FROM } from './simulated-stream.ts'

const DAY = 24
const WEEK = 7 * DAY

/** The last 24 hours against the mean and the deviation of the 28 days before: the usual z-score. */
export function zScore(counts: Uint16Array, z = 3): number[] {
  return scored((hour) => {
    const days = Array.from({ length: 28 }, (_, back) => sum(counts, hour + 1 - DAY * (back + 2), hour + 1 - DAY * (back + 1)))
    const mean = days.reduce((so, one) => so + one, 0) / days.length
    const deviation = Math.sqrt(days.reduce((so, one) => so + (one - mean) ** 2, 0) / days.length)
    return sum(counts, hour + 1 - DAY, hour + 1) - mean > z * Math.max(deviation, 1e-9)
  })
}

/** An hour against the median and the median deviation of the seven days before. */
export function lastWeekMad(counts: Uint16Array, z = 4): number[] {
  return scored((hour) => isFar(counts[hour] ?? 0, Array.from(counts.subarray(hour - WEEK, hour)), z))
}

/** An hour against the same hour of the 28 days before. */
export function sameHourMad(counts: Uint16Array, z = 4): number[] {
  return scored((hour) => isFar(counts[hour] ?? 0, Array.from({ length: 28 }, (_, back) => counts[hour - DAY * (back + 1)] ?? 0), z))
}

/** Meltwater-like, as its users tell: the last day against the mean of the last seven, over so many deviations of those. */
export function weekMean(counts: Uint16Array, deviations = 3): number[] {
  return scored((hour) => {
    const days = Array.from({ length: 7 }, (_, back) => sum(counts, hour + 1 - DAY * (back + 2), hour + 1 - DAY * (back + 1)))
    const mean = days.reduce((so, one) => so + one, 0) / days.length
    const deviation = Math.sqrt(days.reduce((so, one) => so + (one - mean) ** 2, 0) / days.length)
    return sum(counts, hour + 1 - DAY, hour + 1) > mean + deviations * Math.max(deviation, 1e-9)
  })
}

function scored(isBurst: (hour: number) => boolean): number[] {
  return Array.from({ length: HOURS - SCORED_FROM }, (_, at) => SCORED_FROM + at).filter(isBurst)
}

const sum = (counts: Uint16Array, from: number, to: number): number => counts.subarray(Math.max(0, from), Math.max(0, to)).reduce((so, one) => so + one, 0)

function isFar(value: number, others: readonly number[], z: number): boolean {
  const middle = median(others)
  const deviation = 1.4826 * median(others.map((one) => Math.abs(one - middle)))
  return value >= 3 && value - middle > z * Math.max(deviation, 1)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
}

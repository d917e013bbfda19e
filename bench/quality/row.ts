/**
 * One figure of how well something is understood: what was measured on which set, the least it may be, what is aimed at, what is hoped
 * for, and what others published or reach in the same run.
 */
export type QualityRow = {
  readonly set: string
  readonly metric: string
  readonly value: number
  readonly floor: number | null
  readonly goal: number | null
  readonly moonshot: number | null
  readonly published: string
}

import type { Connector } from '../../connect/connector.ts'

const MINUTE_MS = 60_000

/** When each network may be asked again, so that all who search it together keep to what it allows. For this process. */
export type Turns = {
  /** Takes a turn: 0, or how many milliseconds to wait and then to ask for one again. */
  wait(connector: Connector, now: Date): number
  /** The network wants to be left alone for so long. */
  hold(connector: Connector, now: Date, ms: number): void
}

/** `burst`: so many may be asked at once, after a time without any. */
export function openTurns(burst: number): Turns {
  /** Until when the turns that were taken last, one after the other. */
  const taken = new Map<string, number>()
  const stepOf = ({ limits }: Connector) => MINUTE_MS / limits.requestsPerMinute
  return {
    wait(connector, now) {
      const step = stepOf(connector)
      const from = Math.max(taken.get(connector.id) ?? 0, now.getTime())
      const waitMs = from + step - now.getTime() - burst * step
      if (waitMs > 0) return Math.ceil(waitMs)
      taken.set(connector.id, from + step)
      return 0
    },
    hold(connector, now, ms) {
      const until = now.getTime() + ms + (burst - 1) * stepOf(connector)
      taken.set(connector.id, Math.max(taken.get(connector.id) ?? 0, until))
    },
  }
}

import { z } from 'zod'
import { assert } from '../../base/error.ts'
import type { Secrets } from '../../base/server/secrets.ts'
import type { Connector } from '../connector.ts'

/** The settings of a stream as they are stored: what may be shown, and the rest, sealed for this stream alone. */
export type StoredSettings = { readonly settings: Record<string, unknown>; readonly sealed: Buffer | null }

/**
 * The names of the settings that a connector's schema marks with `.meta({ secret: true })`, a password or token; or with
 * `.meta({ trusted: true })`, what secrets are sent to: when one of these changes, secrets are asked for anew.
 */
export function fieldsMarked(connector: Connector, mark: 'secret' | 'trusted'): string[] {
  const { properties = {} } = z.toJSONSchema(connector.settings, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).flatMap(([name, field]) => (typeof field === 'object' && field[mark] === true ? [name] : []))
}

/** Parts settings into what may be shown and what is sealed. */
export function sealSettings(secrets: Secrets | null, connector: Connector, streamId: string, settings: unknown): StoredSettings {
  const names = new Set(fieldsMarked(connector, 'secret'))
  const entries = Object.entries(settings as Record<string, unknown>).filter(([, value]) => value !== undefined)
  const secret = entries.filter(([name]) => names.has(name))
  const shown = Object.fromEntries(entries.filter(([name]) => !names.has(name)))
  if (secret.length === 0) return { settings: shown, sealed: null }
  assert(secrets, 'whoever adds a source with secrets can seal them')
  return { settings: shown, sealed: secrets.seal(JSON.stringify(Object.fromEntries(secret)), aboutStream(streamId)) }
}

/** The settings as the connector knows them, secrets included. Throws `SealError`. */
export function wholeSettings(
  secrets: Pick<Secrets, 'open'>,
  stream: { readonly id: string; readonly settings: unknown; readonly sealed: Uint8Array | null },
): Record<string, unknown> {
  const shown = stream.settings as Record<string, unknown>
  return stream.sealed === null ? shown : { ...shown, ...JSON.parse(secrets.open(stream.sealed, aboutStream(stream.id))) }
}

const aboutStream = (streamId: string): string => `settings of stream ${streamId}`

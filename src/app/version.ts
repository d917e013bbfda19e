import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Package = z.object({ version: z.string() })

/** This version of Heed. */
export const { version } = Package.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

/** How Heed names itself to the servers it reads from. */
export const userAgent = `Heed/${version} (+self-hosted listening)`

import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { SourceError } from '../../../base/error.ts'
import type { Fetched } from '../../../base/io.ts'
import type { Ctx } from '../../../ctx.ts'
import { checkAnswer } from '../../../base/server/check-answer.ts'
import { decodePage } from '../decode-page.ts'
import { pageWords } from '../page-words.ts'
import type * as contract from '../../handed-in-contract.ts'
import { canonicalUrl, hashOfClip } from './canonical-url.ts'
import { filedBefore } from './file-clip.ts'

/** Somebody waits for it, and may fill in the form without. */
const TIMEOUT_MS = 8_000
const BODY_BYTES_MAX = 2 * 1024 * 1024
const ORIGIN_UNITS_MAX = 60
const AUTHOR_UNITS_MAX = 200

/** Fetches a page and proposes what it says of itself. One that cannot be fetched is no refusal: the link can be filed all the same. */
export async function lookAtPage(ctx: Ctx, { url }: ParsedOf<typeof contract.lookAtPage>): Promise<OutputOf<typeof contract.lookAtPage>> {
  const looked = await page(ctx, url)
  const address = canonicalUrl(looked.url)
  const filed = await ctx.transact((db) => filedBefore(db, hashOfClip({ url: address, text: '', picture: null })))
  return { ...looked, url: address, filed }
}

type Looked = Omit<OutputOf<typeof contract.lookAtPage>, 'filed'>

async function page(ctx: Ctx, url: string): Promise<Looked> {
  const nothing = { url, text: '', author: '', origin: hostOf(url), saidAt: null, problem: null }
  try {
    const answer = await ctx.io.fetch(url, { headers: { accept: 'text/html,*/*;q=0.5' }, timeoutMs: TIMEOUT_MS, bodyBytesMax: BODY_BYTES_MAX })
    checkAnswer(answer, ctx.now())
    return { ...nothing, ...wordsOf(answer, url, ctx.now()) }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    return { ...nothing, problem: error.message }
  }
}

function wordsOf(answer: Fetched, asked: string, now: Date): Partial<Looked> {
  const type = answer.headers['content-type'] ?? ''
  if (!/html|^$/i.test(type)) return {}
  const { title, description, author, site, saidAt, canonical } = pageWords(decodePage(answer.body, type))
  return {
    url: ownAddress(canonical, answer.url) ?? asked,
    text: [title, description].filter((part, at, parts) => part !== '' && parts.indexOf(part) === at).join('\n\n'),
    author: author.slice(0, AUTHOR_UNITS_MAX),
    origin: (site || hostOf(answer.url)).slice(0, ORIGIN_UNITS_MAX),
    saidAt: saidAt && saidAt <= now ? saidAt.toISOString() : null,
  }
}

/** What a page calls its own address, if it is on the same host: it cannot pass for another’s. */
function ownAddress(canonical: string | null, url: string): string | null {
  const own = canonical === null ? null : URL.parse(canonical, url)
  return own && /^https?:$/.test(own.protocol) && own.host === new URL(url).host ? own.href : null
}

const hostOf = (url: string): string => new URL(url).host.replace(/^www\./, '')

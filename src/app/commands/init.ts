import { z } from 'zod'
import { Refusal } from '../../base/error.ts'
import { say } from '../../base/messages.ts'
import { createMail } from '../../base/server/mail.ts'
import { addSource, contract as connect, offeredOf, suggestedSources } from '../../connect/index.ts'
import type { Ctx, User } from '../../ctx.ts'
import { addQuery, brandWords, contract as listen } from '../../listen/index.ts'
import { contract as people, createAuth, createWorkspace, type Language } from '../../people/index.ts'
import { type Run, type Line, UsageError, required, valueOf, valuesOf } from '../command.ts'
import { atWork, type Workplace } from '../workplace.ts'
import { connectorsOf } from './source.ts'

const HEBREW = /\p{Script=Hebrew}/u

/** Begins a workspace that listens for a brand’s words where no key is needed, and prints a link that signs its owner in. */
export const init: Run = (line) => atWork(line, async (place) => {
  const name = required(line, 'workspace')
  const { data: email } = people.acceptInvitation.input.shape.email.safeParse(required(line, 'owner'))
  if (email === undefined) throw new UsageError('--owner wants a mail address.')
  const auth = createAuth({
    connection: place.installation.app, secret: place.installation.secrets.derive('sessions'),
    url: place.installation.runningAt ?? line.config.url, mail: createMail(null), onError: (error) => line.note(String(error)),
  })
  try {
    const owner = (await auth.accountOf(email)) ?? (await auth.createAccount({ email, name: email.split('@')[0] ?? email }))
    if (!(await workspaceNamed(place, owner, name))) await begin(line, place, owner, name)
    await line.print(`Sign in as ${email}, once, within the hour: ${await auth.signInLink(email)}`)
  } finally {
    await auth.close()
  }
})

async function begin(line: Line, place: Workplace, owner: User, name: string): Promise<void> {
  const words = wordsOf(line)
  const language = languageOf(line, [name, ...words])
  const country = valueOf(line, 'country') ?? (language === 'he' ? 'IL' : 'US')
  const zone = valueOf(line, 'zone') ?? (language === 'he' ? 'Asia/Jerusalem' : Intl.DateTimeFormat().resolvedOptions().timeZone)
  const brand = brandWords(z.array(listen.BrandWord).parse(words.map((word) => ({ word }))))
  if (brand.text === null) throw new UsageError('--brand holds no letters or digits to look for.')

  const workspace = await createWorkspace(place.ctxAs(owner), people.createWorkspace.input.parse({ name, language, country, zone }))
  const ctx = place.ctxIn(workspace.id)
  const query = await addQuery(ctx, listen.addQuery.input.parse({ name: words[0]?.slice(0, 80), text: brand.text }))
  await line.print(`The workspace ${name} (${workspace.slug}) listens for ${query.canonical}.`)
  for (const { word, ambiguous, isCommon } of brand.words) {
    if (ambiguous.length > 0) await line.print(`Beware: ${ambiguous.join(', ')} may mean ${word} with a prefix or another word; posts with it are left out.`)
    if (isCommon) await line.print(`Beware: ${word} is an everyday word; narrow the query if it brings noise.`)
  }
  if (line.values['no-sources']) await line.print('Next: heed source add bluesky, or heed source add feed --set url=https://…')
  else await listenWhereOneMay(line, place, ctx, { words, language, country })
}

/** Adds the sources that need no key; one that cannot be reached is told of and left for later. */
async function listenWhereOneMay(line: Line, place: Workplace, ctx: Ctx, brand: { words: string[]; language: Language; country: string }): Promise<void> {
  const connectors = offeredOf(connectorsOf(place))
  const suggested = await suggestedSources(ctx, brand, connectors)
  for (const { connector, name, settings } of suggested.filter(({ isForPersons }) => !isForPersons)) {
    try {
      const { source } = await addSource(ctx, connect.addSource.input.parse({ connector, name, settings }), connectors, place.installation.secrets)
      await line.print(`Listening to ${source.name} (${source.network}).`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await line.print(`Not listening to ${name} yet. ${say('en', `refusal.${error.code}`, error.details)} Later: heed source add ${connector}`)
    }
  }
  for (const { name, settings } of suggested.filter(({ isForPersons }) => isForPersons)) {
    await line.print(`For personal use only, by its own notice: ${name}, heed source add feed --set url='${String(settings['url'])}'`)
  }
}

/** The words of `--brand`, however they were given. */
function wordsOf(line: Line): string[] {
  const words = [...valuesOf(line, 'brand'), ...line.words].map((word) => word.trim()).filter((word) => word !== '')
  if (words.length === 0) throw new UsageError('--brand is needed: the words that people call you by, in every script they use.')
  return words
}

/** The language that was asked for, or that the names are written in. */
function languageOf(line: Line, names: readonly string[]): Language {
  const asked = valueOf(line, 'language')
  if (asked !== undefined) return people.Language.parse(asked)
  return names.some((name) => HEBREW.test(name)) ? 'he' : 'en'
}

async function workspaceNamed(place: Workplace, owner: User, name: string): Promise<boolean> {
  const rows = await place.owner
    .selectFrom('workspace')
    .innerJoin('membership', 'membership.workspace_id', 'workspace.workspace_id')
    .select('slug')
    .where('user_id', '=', owner.id)
    .where('name', '=', name)
    .execute()
  return rows.length > 0
}

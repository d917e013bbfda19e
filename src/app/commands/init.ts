import { contract as listen, addQuery } from '../../listen/index.ts'
import { contract as people, createAuth, createWorkspace, type Language } from '../../people/index.ts'
import { ambiguousForms, isCommonWord } from '../../language/index.ts'
import { createMail } from '../../base/server/mail.ts'
import type { User } from '../../ctx.ts'
import { type Run, type Line, UsageError, required, valueOf, valuesOf } from '../command.ts'
import { atWork, type Workplace } from '../workplace.ts'

const HEBREW = /\p{Script=Hebrew}/u

/** Begins a workspace that listens for a brand’s words, and prints a link that signs its owner in. */
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
  const brand = [...valuesOf(line, 'brand'), ...line.words].map((word) => word.trim()).filter((word) => word !== '')
  if (brand.length === 0) throw new UsageError('--brand is needed: the words that people call you by, in every script they use.')
  const language = languageOf(line, [name, ...brand])
  const workspace = await createWorkspace(place.ctxAs(owner), people.createWorkspace.input.parse({
    name, language, country: valueOf(line, 'country') ?? (language === 'he' ? 'IL' : 'US'),
    zone: valueOf(line, 'zone') ?? (language === 'he' ? 'Asia/Jerusalem' : Intl.DateTimeFormat().resolvedOptions().timeZone),
  }))
  const text = brand.map((word) => `"${word.replaceAll('"', '״')}"`).join(' OR ')
  const query = await addQuery(place.ctxIn(workspace.id), listen.addQuery.input.parse({ name: brand[0]?.slice(0, 80), text }))
  await line.print(`The workspace ${name} (${workspace.slug}) listens for ${query.canonical}.`)
  for (const word of brand) {
    const forms = ambiguousForms(word, isCommonWord)
    if (forms.length > 0) await line.print(`Beware: ${forms.join(', ')} may mean ${word} or another word; narrow the query if they bring noise.`)
  }
  await line.print('Next: heed source add bluesky, or heed source add feed --set url=https://…')
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

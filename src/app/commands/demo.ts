import { say } from '../../base/messages.ts'
import { createMail } from '../../base/server/mail.ts'
import { contract as people, createAuth, VISITOR } from '../../people/index.ts'
import { type Run, UsageError, valueOf } from '../command.ts'
import { openDemo } from '../demo.ts'
import { atWork } from '../workplace.ts'

/** Opens a made-up story to try Heed with, and prints a link that signs its visitor in. */
export const demo: Run = (line) => atWork(line, async (place) => {
  const { data: language } = people.Language.safeParse(valueOf(line, 'language') ?? 'en')
  if (language === undefined) throw new UsageError(`--language wants one of: ${people.Language.options.join(', ')}.`)
  const auth = createAuth({
    connection: place.installation.app, secret: place.installation.secrets.derive('sessions'),
    url: place.installation.runningAt ?? line.config.url, mail: createMail(null), onError: (error) => line.note(String(error)),
  })
  try {
    const visitor = (await auth.accountOf(VISITOR)) ?? (await auth.createAccount({ email: VISITOR, name: say(language, 'people.visitor') }))
    await openDemo(place.ctxAs(visitor), language)
    await line.print('The demo is a made-up story: nobody in it is real.')
    if (place.installation.runningAt === null) await line.print('It begins when Heed runs: heed up')
    await line.print(`Sign in as its visitor, once, within the hour: ${await auth.signInLink(VISITOR)}`)
  } finally {
    await auth.close()
  }
})

import { contract as people, invite as inviteSomebody } from '../../people/index.ts'
import { type Run, UsageError, valueOf } from '../command.ts'
import { openMail } from '../open-mail.ts'
import { inWorkspace } from '../workplace.ts'

/** Invites somebody to the workspace: prints a link to hand over, and mails it where there is a mail server. */
export const invite: Run = (line) => inWorkspace(line, async (ctx, { installation }) => {
  const { data } = people.invite.input.safeParse({ role: line.words[0], email: valueOf(line, 'email') })
  if (!data || line.words.length > 1) throw new UsageError(`Say in which role (${people.Role.options.join(', ')}), and --email with a mail address if you like.`)
  const url = installation.runningAt ?? line.config.url
  const { link, mailed } = await inviteSomebody(ctx, data, { mail: openMail(line.config.mail), url })
  await line.print(`${mailed ? 'Mailed, and to hand over' : 'To hand over'}, works once, for 14 days: ${link}`)
})

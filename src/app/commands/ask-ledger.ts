import { contract, ledger, ledgerOfAll } from '../../ask/index.ts'
import { type Run, UsageError, valueOf } from '../command.ts'
import { inWorkspace } from '../workplace.ts'

/** The ledger as management reads it: every department by name; or what one was asked, by who asked. */
export const askLedger: Run = (line) => inWorkspace(line, async (ctx) => {
  const name = valueOf(line, 'department')
  const { span } = contract.ledgerOfAll.input.parse({ span: valueOf(line, 'span') })
  const print = (of: string, figures: contract.Figures) => line.print(line.values['json'] ? JSON.stringify({ department: of, ...figures }) : told(of, figures))
  if (name === undefined) {
    for (const { department, asked } of (await ledgerOfAll(ctx, { span })).departments) if (asked.asked > 0) await print(department.name, asked)
    return
  }
  const department = await ctx.transact((db) => db.selectFrom('department').select('id').where('name', '=', name).executeTakeFirst())
  if (!department) throw new UsageError(`There is no department called ${name}.`)
  for (const { department: by, figures } of (await ledger(ctx, { span, departmentId: department.id })).askedBy) await print(by?.name ?? '-', figures)
})

const told = (name: string, { asked, yes, but, no, silent, inTime, inTimeOf, kept, moved, late, notKept, keptOf, medianDays }: contract.Figures): string => [
  name, `asked ${asked}`, `yes ${yes}`, `but ${but}`, `no ${no}`, `silent ${silent}`, `in time ${inTime} of ${inTimeOf}`,
  `kept or moved ${kept + moved} of ${keptOf}`, `late ${late}`, `not kept ${notKept}`, `days ${medianDays ?? '-'}`,
].join('\t')

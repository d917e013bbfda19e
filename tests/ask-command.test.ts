import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Heed, newHeed } from './support/heed.ts'

let heed: Heed
beforeAll(async () => {
  heed = await newHeed()
  await heed.up()
  await heed.run('demo', '--language', 'en')
})
afterAll(() => heed.remove())

const far = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const done = async (...args: string[]): Promise<string> => {
  const { code, out, err } = await heed.run('ask', ...args)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}

/** Writes down a yes by a day, or by the next on which they work. */
async function promise(number: string, day: string): Promise<void> {
  const { err } = await heed.run('ask', 'answer', number, 'yes-by', day, '--from', 'Shlomi')
  const next = /next working day is (\S+)\.$/m.exec(err)?.[1]
  if (next) await done('answer', number, 'yes-by', next, '--from', 'Shlomi')
}

it('an ask is raised, shared, refused with a condition, promised and kept from the command line', async () => {
  const raised = await done('raise', 'A second till 🙏', '--to', 'Domelia stores', '--from', 'Marketing', '--by', far(40), '--kind', 'hours')
  const number = /number (\d+)/.exec(raised)?.[1] ?? ''
  expect(await done('share', number)).toMatch(/A second till 🙏[^]*http:\/\/localhost:\d+\/answer\/[\w-]{60,}\n[^]*https:\/\/wa\.me\/\?text=/)
  expect(await done('answer', number, 'no-because', 'capacity', '--from', 'Shlomi', '--condition', 'A clerk on loan')).toBe('Written down: No, because….\n')
  expect(await done('show', number)).toMatch(/Marketing → Domelia stores[^]*Shlomi: no-because · .+ · if: A clerk on loan/)
  const refused = await heed.run('ask', 'answer', number, 'yes-by', '2020-01-01', '--from', 'Shlomi')
  expect(refused).toMatchObject({ code: 1, err: 'heed: That day has passed.\n' })
  await promise(number, far(30))
  expect(await done('keep', number)).toBe(`Ask ${number}: Kept.\n`)
  const listed = (await done('list', '--state', 'over', '--json')).trim().split('\n').map((line) => JSON.parse(line))
  expect(listed).toContainEqual(expect.objectContaining({ number: Number(number), state: 'kept' }))
  expect((await heed.run('ask', 'withdraw', number)).err).toBe('heed: That is not possible in the state this ask is in now.\n')
})

it('what was typed wrong is said, and changes nothing', async () => {
  expect((await heed.run('ask', 'raise', 'x', '--to', 'Nobody', '--by', far(9))).err).toBe('heed: There is no department and no person called Nobody.\n')
  expect((await heed.run('ask', 'raise', 'x', '--to', 'IT', '--by', 'soon')).err).toMatch(/neededBy/)
  expect((await heed.run('ask', 'raise', 'x', '--to', 'IT', '--by', far(9), '--kind', 'song')).code).toBe(1)
  expect((await heed.run('ask', 'show', '9999')).err).toBe('heed: There is no ask 9999.\n')
  expect((await heed.run('ask', 'answer', '1', 'maybe', '--from', 'x')).err).toBe('heed: Say yes-by DAY, yes-but WORDS or no-because REASON.\n')
  expect(await done('list')).not.toMatch(/\tx$/m)
})

it('tells the ledger as management sees it: all departments, or one by who asked', async () => {
  const lines = (await done('ledger', '--span', 'all')).trim().split('\n')
  expect(lines.find((line) => line.startsWith('Domelia stores\t'))).toMatch(/\tasked \d+\tyes \d+\t.*in time \d+ of \d+\tkept or moved \d+ of \d+\t/)
  const pairs = (await done('ledger', '--span', 'all', '--department', 'Domelia stores', '--json')).trim().split('\n').map((line) => JSON.parse(line))
  expect(pairs).toContainEqual(expect.objectContaining({ department: 'Marketing', asked: expect.any(Number) }))
  expect((await heed.run('ask', 'ledger', '--department', 'Nobody')).err).toBe('heed: There is no department called Nobody.\n')
  expect((await heed.run('ask', 'ledger', '--span', 'week')).code).toBe(1)
})

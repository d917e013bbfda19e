import { type Problem, parse, print } from '../../engine/index.ts'
import { type Run, UsageError } from '../command.ts'

const WRONG_QUERY = 2

/** Prints the canonical form of TEXT, or says what is wrong with it, where, and exits with 2. No installation is needed. */
export const queryCheck: Run = async (line) => {
  const [text] = line.words
  if (text === undefined || line.words.length > 1) throw new UsageError('Give the query as one word: quote it.')
  const read = parse(text)
  const isJson = line.values['json'] === true
  if (read.ok) {
    const canonical = print(read.query)
    await line.print(isJson ? JSON.stringify({ canonical }) : canonical)
    return undefined
  }
  if (isJson) await line.print(JSON.stringify({ problems: read.problems }))
  else for (const problem of read.problems) line.note(problemLine(problem))
  return WRONG_QUERY
}

/** A problem with its position, counted from 1 as people count. */
export const problemLine = ({ from, message }: Problem): string => `at ${from + 1}: ${message}`

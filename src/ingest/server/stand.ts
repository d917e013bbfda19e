import { type Matcher, parse } from '../../engine/index.ts'

/** Lets a query stand in a matcher; false when its text cannot be read, and then nothing stands under this id. */
export function stand(matcher: Matcher, id: string, text: string): boolean {
  const read = parse(text)
  if (read.ok) matcher.add(id, read.query)
  else matcher.remove(id)
  return read.ok
}

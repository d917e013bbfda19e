import { conforms } from '../conformance.ts'
import { tells } from './connector.ts'
import { type FakeStory, openFakeStory } from './fake-story.ts'

let story: FakeStory | undefined

conforms(tells(async () => story?.tell ?? (() => ({ told: [], nextAt: new Date() }))), async () => {
  story = await openFakeStory()
  return story
})

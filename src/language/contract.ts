/** What is understood of a post, in words that pages know too. */
export { INTENTS, type Intent, type Sentiment, SENTIMENTS } from './understanding.ts'
